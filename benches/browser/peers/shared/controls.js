// Previous, next and markers, for all engines alike: an engine only moves the slides.

export const controls =
  '<div class="controls"><button type="button" class="previous" aria-label="Previous articles">‹</button>' +
  '<div class="markers"></div>' +
  '<button type="button" class="next" aria-label="Next articles">›</button></div>';

/**
 * `go(place)` moves. The returned function shows the selected place of so many. One listener serves
 * all buttons.
 */
export function connect(element, go) {
  const row = element.querySelector(".controls");
  const [previous, markers, next] = row.children;
  let selected = 0;
  let places = 0;
  row.onclick = ({ target }) => {
    if (target === previous) go(selected - 1);
    else if (target === next) go(selected + 1);
    else if (target.parentNode === markers) go([...markers.children].indexOf(target));
  };
  return (place, count) => {
    if (count !== places) {
      places = count;
      markers.innerHTML = Array.from(
        { length: count },
        (_, at) => `<button type="button" aria-label="Position ${at + 1}"></button>`,
      ).join("");
    }
    markers.children[selected]?.removeAttribute("aria-current");
    markers.children[place]?.setAttribute("aria-current", "true");
    selected = place;
    previous.disabled = place <= 0;
    next.disabled = place >= count - 1;
  };
}
