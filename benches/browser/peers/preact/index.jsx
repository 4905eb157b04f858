// Preact draws, Embla moves.

import EmblaCarousel from "embla-carousel";
import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { define } from "../shared/element.js";
import { AT_ONCE } from "../shared/slides.js";

function Slide({ article, at }) {
  return (
    <li class="slide">
      <article>
        <img src={article.image} alt="" width="640" height="360" loading={at < AT_ONCE ? undefined : "lazy"} />
        <h3 class="headline"><a href={article.url}>{article.title}</a></h3>
        <p>{article.summary}</p>
        <time datetime={article.published}>{article.date}</time>
        <a class="read-more" href={article.url} aria-label={`Read more: ${article.title}`}>Read more</a>
      </article>
    </li>
  );
}

function Marker({ at, selected, go }) {
  const current = at === selected ? "true" : undefined;
  return <button type="button" aria-label={`Position ${at + 1}`} aria-current={current} onClick={() => go(at)} />;
}

function Carousel({ articles }) {
  const view = useRef(null);
  const embla = useRef(null);
  const [[selected, places], setPlace] = useState([0, 1]);
  // Kept, so that a step draws the controls only.
  const [slides] = useState(() => articles.map((article, at) => <Slide key={article.url} article={article} at={at} />));
  useEffect(() => {
    embla.current = EmblaCarousel(view.current, { align: "start", containScroll: "trimSnaps", slidesToScroll: "auto" });
    const { current } = embla;
    const update = () => setPlace([current.selectedScrollSnap(), current.scrollSnapList().length]);
    current.on("select", update).on("reInit", update);
    update();
    return () => current.destroy();
  }, []);
  const go = (place) => embla.current?.scrollTo(place);
  return (
    <section aria-label="Latest news">
      <div class="view" ref={view}><ul class="row">{slides}</ul></div>
      <div class="controls">
        <button type="button" class="previous" aria-label="Previous articles" disabled={selected <= 0} onClick={() => go(selected - 1)}>‹</button>
        <div class="markers">
          {Array.from({ length: places }, (_, at) => <Marker key={at} at={at} selected={selected} go={go} />)}
        </div>
        <button type="button" class="next" aria-label="Next articles" disabled={selected >= places - 1} onClick={() => go(selected + 1)}>›</button>
      </div>
    </section>
  );
}

define((element, articles) => {
  render(<Carousel articles={articles} />, element);
  return () => render(null, element);
});
