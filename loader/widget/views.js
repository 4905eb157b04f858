// Tells the widget what was in sight: half of it for a second, in a visible page. That is the rule of the
// Media Rating Council for what was viewed.

import { ofDocument } from "../page.js";

const SECOND = 1000;
// A widget can be larger than the window. Each of these shares of it may fill half of the window.
const SHARES = [...Array(21).keys()].map((index) => index / 20);

const isVisible = () => ofDocument("visibilityState") === "visible";

/**
 * @param {Element} element
 * @param {ShadowRoot} root
 * @param {(index: number) => void} tell  is called with a slide's index, or -1 for the widget
 */
export const createViews = (element, root, tell) => {
  /** @type {Map<Element, number>} */
  const timers = new Map();
  const slides = () => [...root.querySelectorAll(".slide")];
  const stop = (/** @type {Element} */ target) => {
    clearTimeout(timers.get(target));
    timers.delete(target);
  };
  const look = (/** @type {IntersectionObserverEntry[]} */ entries) => {
    for (const { target, intersectionRatio, intersectionRect } of entries) {
      // Of the next slide in the row, only a part shows, however high it is.
      const isLarge = target === element && intersectionRect.height >= innerHeight / 2;
      const isInSight = intersectionRatio >= .5 || isLarge;
      if (!isInSight || !isVisible()) stop(target);
      else if (!timers.has(target)) timers.set(target, setTimeout(() => tell(slides().indexOf(target)), SECOND));
    }
  };
  const observers = [
    new IntersectionObserver(look, { threshold: SHARES }),
    new IntersectionObserver(look, { threshold: .5 }),
  ];
  let hasEnded = false;
  /** Follows the slides that are there now. */
  const follow = () => {
    if (hasEnded) return;
    // It may have been in sight before there was anything to see.
    stop(element);
    observers.forEach((it) => it.disconnect());
    const targets = [element, ...slides()];
    [...timers.keys()].filter((it) => !isVisible() || !targets.includes(it)).forEach(stop);
    targets.forEach((it) => observers[it === element ? 0 : 1].observe(it));
  };
  addEventListener("visibilitychange", follow);
  return {
    follow,

    end() {
      hasEnded = true;
      removeEventListener("visibilitychange", follow);
      observers.forEach((it) => it.disconnect());
      timers.forEach(clearTimeout);
    },
  };
};
