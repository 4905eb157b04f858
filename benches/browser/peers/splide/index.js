// Splide moves. Its own arrows and pagination stay off: the shared controls are smaller.

import Splide from "@splidejs/splide";
import { connect, controls } from "../shared/controls.js";
import { define } from "../shared/element.js";
import { slides } from "../shared/slides.js";

define((element, articles) => {
  element.innerHTML =
    `<div class="splide" aria-label="Latest news"><div class="splide__track"><ul class="splide__list">` +
    `${slides(articles, "li", "splide__slide")}</ul></div>${controls}</div>`;
  const splide = new Splide(element.firstElementChild, {
    perPage: 3,
    gap: 16,
    arrows: false,
    pagination: false,
    breakpoints: { 900: { perPage: 2 }, 640: { perPage: 1 } },
  });
  const show = connect(element, (place) => splide.go(`>${place}`));
  const update = () => {
    const { toPage, getEnd, getIndex } = splide.Components.Controller;
    show(toPage(getIndex()), toPage(getEnd()) + 1);
  };
  splide.on("mounted move updated", update);
  splide.mount();
  return () => splide.destroy(true);
});
