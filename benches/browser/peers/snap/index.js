// Written by hand: the browser scrolls and snaps.

import { connect, controls } from "../shared/controls.js";
import { define } from "../shared/element.js";
import { slides } from "../shared/slides.js";

define((element, articles) => {
  element.innerHTML =
    `<section aria-label="Latest news"><ul class="row" tabindex="0">${slides(articles, "li", "slide")}</ul>` +
    `${controls}</section>`;
  const row = element.querySelector(".row");
  let step = 1;
  let places = 1;
  let selected = 0;
  let target = null;

  const go = (place) => {
    selected = target = Math.max(0, Math.min(places - 1, place));
    row.scrollTo({ left: target * step, behavior: "smooth" });
    show(selected, places);
  };
  const show = connect(element, go);

  // During our own step the target is shown already.
  row.onscroll = () => {
    const place = Math.round(row.scrollLeft / step);
    if (target !== null) {
      if (place === target) target = null;
    } else if (place !== selected) {
      selected = place;
      show(selected, places);
    }
  };
  const measure = new ResizeObserver(([{ contentRect: { width } }]) => {
    const inView = Math.max(1, Math.round(width / row.firstElementChild.offsetWidth - 0.2));
    step = width + 16;
    places = Math.ceil(articles.length / inView);
    selected = Math.min(selected, places - 1);
    show(selected, places);
  });
  measure.observe(row);
  return () => measure.disconnect();
});
