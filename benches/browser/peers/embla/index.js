// Embla moves, markup and controls are written by hand.

import EmblaCarousel from "embla-carousel";
import { connect, controls } from "../shared/controls.js";
import { define } from "../shared/element.js";
import { slides } from "../shared/slides.js";

define((element, articles) => {
  element.innerHTML =
    `<section aria-label="Latest news"><div class="view"><ul class="row">${slides(articles, "li", "slide")}</ul></div>` +
    `${controls}</section>`;
  const options = { align: "start", containScroll: "trimSnaps", slidesToScroll: "auto" };
  const embla = EmblaCarousel(element.querySelector(".view"), options);
  const show = connect(element, (place) => embla.scrollTo(place));
  const update = () => show(embla.selectedScrollSnap(), embla.scrollSnapList().length);
  embla.on("select", update).on("reInit", update);
  update();
  return () => embla.destroy();
});
