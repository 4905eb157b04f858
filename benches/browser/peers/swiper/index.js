// swiper-element moves: its core without modules, since the shared controls are smaller.

import { register } from "swiper/element";
import { connect, controls } from "../shared/controls.js";
import { define } from "../shared/element.js";
import { slides } from "../shared/slides.js";

register();

define((element, articles) => {
  element.innerHTML =
    `<section aria-label="Latest news"><swiper-container init="false">${slides(articles, "swiper-slide", "slide")}` +
    `</swiper-container>${controls}</section>`;
  const container = element.querySelector("swiper-container");
  const show = connect(element, (place) => container.swiper.slideTo(place * container.swiper.params.slidesPerGroup));
  const update = ({ snapIndex, snapGrid }) => show(snapIndex, snapGrid.length);
  Object.assign(container, {
    slidesPerView: 1,
    spaceBetween: 16,
    breakpoints: { 641: { slidesPerView: 2, slidesPerGroup: 2 }, 901: { slidesPerView: 3, slidesPerGroup: 3 } },
    on: { afterInit: update, snapIndexChange: update, snapGridLengthChange: update },
  });
  container.initialize();
  return () => container.swiper.destroy();
});
