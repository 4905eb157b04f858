//! The widget takes a first view over: the reader's actions on it stay.

use harness::{Answer, Engine, Origin, Stage, assert_same, cases};
use serde_json::json;

use super::{JUST_NOW, drawn, hold_widget, named, open, open_held, publish, tag, take_over};
use crate::widget::{Widget, articles, assert_quiet};

cases![
    nodes_focus_scroll_and_selection_stay,
    an_included_view_is_taken_over,
    a_pressed_control_is_carried_out_once,
    a_press_in_the_first_frame_is_carried_out_once,
    a_widget_that_gets_an_edition_late_obeys_at_once,
    a_method_called_early_is_carried_out,
    what_happens_between_its_tasks_counts,
    a_playing_scroll_reaches_its_end,
    a_reader_who_reaches_for_it_is_not_kept_waiting,
    autoplay_starts,
    nothing_moves,
    news_come_by_their_rules,
    an_element_that_comes_back_is_drawn_and_taken_over_again,
    before_a_reader_agrees_nothing_is_drawn,
    the_article_of_the_page_is_no_part_of_it,
    an_element_with_the_name_of_a_function_is_not_called,
];

/// Records every node of the first view that a reader may use.
const NOTE: &str = "window.noted = [...host().shadowRoot.querySelectorAll('*')]
      .filter((it) => it.localName !== 'link');
    window.pictures = () => noted.filter((it) => it.naturalWidth > 0).map((it) => it.currentSrc);
    window.before = pictures();";

fn the_article_of_the_page_is_no_part_of_it(stage: &Stage) {
    let mut news = articles(9);
    news["items"][1]["url"] = json!(stage.site.url(Origin::Partner, "article/index.html"));
    let gate = hold_widget(stage);
    let files = publish(stage, "news", &news, &[]);
    open(stage, &tag(&files), &named("news", ""));
    let widget = drawn(stage);
    let others = |it: &String| it != "Article 2";
    assert!(widget.headlines().iter().all(others));
    assert_eq!(widget.headlines().len(), 8);
    stage.page.script(NOTE, json!([]));
    take_over(stage, &gate);
    assert_eq!(widget.headlines().len(), 8);
    let gone = "noted.filter((it) => !it.isConnected).map((it) => it.outerHTML.slice(0, 60))";
    assert_eq!(stage.page.eval(gone), json!([]));
    assert_quiet(stage);
}

fn an_element_with_the_name_of_a_function_is_not_called(stage: &Stage) {
    let files = publish(stage, "news", &articles(9), &[]);
    let names = ["requestIdleCallback", "requestAnimationFrame", "setTimeout"];
    let named_so = names.map(|name| format!("<img name=\"{name}\" alt=\"\">"));
    open(
        stage,
        &tag(&files),
        &(named_so.concat() + &named("news", "")),
    );
    Widget::first(&stage.page).wait_ready();
    assert_eq!(stage.page.errors(), Vec::<String>::new());
}

fn before_a_reader_agrees_nothing_is_drawn(stage: &Stage) {
    let files = publish(stage, "news", &articles(9), &[]);
    open(stage, &tag(&files), &named("news", "loading=\"manual\""));
    let defined = "customElements.get('latest-news') && document.readyState === 'complete'";
    stage.page.wait_until(defined, "the element");
    stage.page.frames(10);
    assert!(Widget::first(&stage.page).shows_fallback());
    let pictures = || stage.site.requests_for(".svg").len();
    assert_eq!(pictures(), 0);
    stage.page.eval("(host().load(), true)");
    drawn(stage);
    assert!(pictures() > 0);
    stage
        .page
        .wait_until("host().state === 'ready'", "the widget");
    assert_quiet(stage);
}

fn nodes_focus_scroll_and_selection_stay(stage: &Stage) {
    let (gate, _) = open_held(stage, &[]);
    let act = "part('viewport').scrollLeft = parts('slide')[1].offsetWidth * 1.5;
        parts('slide')[2].querySelector('a').focus({ preventScroll: true });
        const text = parts('headline')[2].querySelector('a').firstChild;
        getSelection().setBaseAndExtent(text, 1, text, 5);
        return part('viewport').scrollLeft";
    stage.page.script(NOTE, json!([]));
    stage.page.script(act, json!([]));
    stage.page.come_to_rest();
    let offset = stage.page.eval("part('viewport').scrollLeft");
    assert!(offset.as_f64() > Some(0.0), "{offset}");
    let selected = stage.page.eval("String(getSelection())");
    take_over(stage, &gate);
    let gone = "noted.filter((it) => !it.isConnected).map((it) => it.outerHTML.slice(0, 60))";
    assert_eq!(stage.page.eval(gone), json!([]));
    // No picture has been replaced.
    assert_eq!(
        stage.page.eval("pictures().slice(0, before.length)"),
        stage.page.eval("before")
    );
    assert_eq!(stage.page.eval("part('viewport').scrollLeft"), offset);
    let focused = "parts('slide').indexOf(deepActive().closest('[part~=slide]'))";
    assert_eq!(stage.page.eval(focused), 2);
    assert_eq!(stage.page.eval("String(getSelection())"), selected);
    assert_eq!(stage.page.events("ready").len(), 1);
    assert_quiet(stage);
}

fn an_included_view_is_taken_over(stage: &Stage) {
    let gate = hold_widget(stage);
    let files = publish(stage, "news", &articles(9), &[]);
    // The page reserves the room as in docs/partners.md.
    let room =
        "<style nonce=\"collector\">latest-news { display: block; min-height: 576px }</style>";
    open(stage, room, &files.html);
    drawn(stage);
    // The controls come with the script that remembers a press.
    stage.page.wait_until("shown(part('next'))", "the controls");
    stage.page.script(NOTE, json!([]));
    take_over(stage, &gate);
    let gone = "noted.filter((it) => !it.isConnected).map((it) => it.outerHTML.slice(0, 60))";
    assert_eq!(stage.page.eval(gone), json!([]));
    // No picture has been replaced.
    assert_eq!(
        stage.page.eval("pictures().slice(0, before.length)"),
        stage.page.eval("before")
    );
    assert_eq!(stage.page.shifts(), []);
    assert_eq!(stage.page.events("ready").len(), 1);
    assert_quiet(stage);
}

fn a_pressed_control_is_carried_out_once(stage: &Stage) {
    let (gate, widget) = open_held(stage, &[]);
    let first = widget.in_view()[0].clone();
    stage.page.part("next").click();
    assert_eq!(widget.in_view()[0], first);
    take_over(stage, &gate);
    widget.wait_moved_from(&first);
    stage.page.come_to_rest();
    let moves = stage.page.events("slide");
    assert_eq!(moves.len(), 1, "{moves:?}");
    assert_quiet(stage);
}

/// Frames come before the observer that tells what is near.
fn a_press_in_the_first_frame_is_carried_out_once(stage: &Stage) {
    let press = "<script nonce=\"collector\">{
           const press = () => {
             const next = document.querySelector('latest-news')?.shadowRoot?.querySelector('[part=next]');
             if (next) next.click(), window.pressed = true;
             else requestAnimationFrame(press);
           };
           press();
         }</script>";
    let files = publish(stage, "news", &articles(9), &[]);
    open(stage, &[press, &tag(&files)].concat(), &named("news", ""));
    let moved = "window.pressed && collected.events.some(({ name }) => name === 'slide')";
    stage.page.wait_until(moved, "the slide after the press");
    stage.page.come_to_rest();
    assert_eq!(stage.page.events("slide").len(), 1);
    assert_quiet(stage);
}

fn a_widget_that_gets_an_edition_late_obeys_at_once(stage: &Stage) {
    let files = publish(stage, "news", &articles(9), &[]);
    let loader = format!("<script async src=\"{}\"></script>", stage.site.loader());
    open(stage, &loader, "<latest-news></latest-news>");
    stage
        .page
        .wait_until("host().state === 'failed'", "a widget without a feed");
    let script = json!([files.script]);
    stage.page.script(
        "host().setAttribute('edition', 'news');
         document.head.append(Object.assign(document.createElement('script'), { src: arguments[0] }))",
        script,
    );
    stage
        .page
        .wait_until("host().state === 'ready'", "the edition");
    stage.page.script("host().next()", json!([]));
    let moved = "collected.events.some(({ name }) => name === 'slide')";
    stage.page.wait_until(moved, "the slide after the call");
}

fn a_method_called_early_is_carried_out(stage: &Stage) {
    let (gate, widget) = open_held(stage, &[]);
    stage.page.script("host().goTo(3)", json!([]));
    take_over(stage, &gate);
    widget.wait_in_view("Article 4");
}

/// The number of tasks of a takeover. In WebKit, one is the timer in place of an idle callback.
fn tasks(stage: &Stage) -> u32 {
    if stage.page.engine() == Engine::WebKit {
        5
    } else {
        4
    }
}

/// A script that does this to the element `it` before a task of the takeover.
fn before_task(task: u32, act: &str) -> String {
    format!(
        "<script nonce=\"collector\">{{
           let tasks = 0;
           const act = (it) => ({act});
           const real = setTimeout;
           setTimeout = (run, time) => real(time ? run : () => {{
             if (tasks++ === {task}) act(document.querySelector('latest-news')), window.acted = true;
             run();
           }}, time);
         }}</script>"
    )
}

/// The takeover has several tasks. What the reader or the page does between two of them has its effect
/// once.
fn what_happens_between_its_tasks_counts(stage: &Stage) {
    let files = publish(stage, "news", &articles(9), &[]);
    let other = Answer::new("application/feed+json", articles(4).to_string());
    let other = stage.site.serve(Origin::Publisher, "other.json", other);
    let pressed = "it.shadowRoot.querySelector('[part=next]').click()".to_owned();
    let moved = "document.body.append(it)".to_owned();
    let left = "it.remove(), requestAnimationFrame(() => document.body.append(it))".to_owned();
    let gone = "window.away = it, it.remove()";
    let fed = format!("it.setAttribute('feed', '{other}')");
    for task in 0..tasks(stage) {
        for (act, shown, slides) in [
            (&pressed, 9, 1),
            (&moved, 9, 0),
            (&left, 9, 0),
            (&fed, 4, 0),
        ] {
            let what = format!("{act} before task {task}");
            let head = [before_task(task, act), tag(&files)].concat();
            open(stage, &head, &named("news", ""));
            let widget = Widget::first(&stage.page);
            stage.page.wait_until(
                &format!(
                    "window.acted && host().state === 'ready' && parts('slide').length === {shown}
                       && collected.events.filter(({{ name }}) => name === 'slide').length >= {slides}"
                ),
                &what,
            );
            stage.page.come_to_rest();
            assert_eq!(widget.headlines().len(), shown, "{what}");
            let ready = stage.page.events("ready");
            // An element that left, or that has another feed, begins again.
            let begins_again = [&left, &fed].contains(&act);
            assert!(
                ready.len() == 1 || begins_again && ready.len() == 2,
                "{what}: {ready:?}"
            );
            // The articles of one feed are never ready as those of another.
            let last = &ready[ready.len() - 1]["detail"]["articles"];
            assert_eq!(*last, shown, "{what}");
            assert_eq!(stage.page.events("slide").len(), slides, "{what}");
            assert_quiet(stage);
        }
        // An element that does not come back has no widget in the end: nobody follows its attributes.
        let head = [before_task(task, gone), tag(&files)].concat();
        open(stage, &head, &named("news", ""));
        stage.page.wait_until("window.acted", gone);
        stage.page.frames(10);
        stage.page.eval("(away.heading = 'Weather', true)");
        stage.page.frames(3);
        let follows = "away.shadowRoot.textContent.includes('Weather')";
        assert_eq!(stage.page.eval(follows), false, "before task {task}");
        assert_quiet(stage);
    }
}

fn a_playing_scroll_reaches_its_end(stage: &Stage) {
    let files = publish(stage, "news", &articles(9), &[]);
    let scroll = "it.shadowRoot.querySelector('[part=viewport]').scrollTo({
        left: it.shadowRoot.querySelectorAll('[part=slide]')[3].offsetLeft, behavior: 'smooth' })";
    for task in 0..tasks(stage) {
        let head = [before_task(task, scroll), tag(&files)].concat();
        open(stage, &head, &named("news", ""));
        let widget = Widget::first(&stage.page);
        stage.page.wait_until(
            "window.acted && host().state === 'ready' && part('markers')",
            "the widget",
        );
        stage.page.come_to_rest();
        assert_eq!(widget.in_view()[0], "Article 4", "before task {task}");
        assert_quiet(stage);
    }
}

fn a_reader_who_reaches_for_it_is_not_kept_waiting(stage: &Stage) {
    let files = publish(stage, "news", &articles(9), &[]);
    // A page that keeps the browser busy without a pause. WebKit has no idle callbacks: the first timer
    // stands for them.
    let head = format!(
        "<script nonce=\"collector\">if (self.requestIdleCallback) requestIdleCallback = () => {{}};
         else setTimeout = ((real, timers = 0) => (act, time) => time || timers++ ? real(act, time) : 0)(setTimeout);
         </script>{}",
        tag(&files)
    );
    open(stage, &head, &named("news", ""));
    let widget = drawn(stage);
    stage.page.frames(10);
    assert_eq!(widget.state(), "loading");
    stage.page.hover(&stage.page.part("next"));
    widget.wait_state("ready");
}

fn autoplay_starts(stage: &Stage) {
    let (gate, widget) = open_held(stage, &[("autoplay", "3")]);
    let first = widget.in_view()[0].clone();
    take_over(stage, &gate);
    widget.wait_moved_from(&first);
}

fn nothing_moves(stage: &Stage) {
    let look = "theme=\"dark\"";
    for (edition, own) in [
        (&[][..], ""),
        (&[("layout", "grid")], ""),
        (&[("layout", "list")], ""),
        (&[("layout", "hero")], ""),
        (&[("lang", "ar")], ""),
        (&[], look),
    ] {
        let gate = hold_widget(stage);
        let files = publish(stage, "news", &articles(9), edition);
        open(stage, &tag(&files), &named("news", own));
        let drawn = "shown(part('headline')) && parts('image').every((it) => it.naturalWidth > 0
            || box(it).top > innerHeight || box(it).left > box(host()).right || box(it).right < box(host()).left)";
        stage.page.wait_until(drawn, "the first view");
        // If a page does not reserve room, the partner decides how much: here, enough.
        stage
            .page
            .script("host().style.minHeight = '2000px'", json!([]));
        stage.page.frames(2);
        let picture = || stage.page.element("host()").picture();
        // What is said differently now, and what only the widget has.
        let changing = || {
            let boxes = "[...parts('date'), ...parts('markers'), host().shadowRoot.querySelector('.position')]
              .filter((it) => it && shown(it)).map((it) => {
                const { left, top } = box(host()), { x, y, width, height } = box(it);
                return [x - left - 1, y - top - 1, width + 2, height + 2]
                  .map((side) => Math.max(0, Math.ceil(side)));
              })";
            let boxes = stage.page.eval(boxes);
            serde_json::from_value::<Vec<[u32; 4]>>(boxes).expect("boxes")
        };
        let (seen, mut except) = (picture(), changing());
        let moved = stage.page.shifts().len();
        let boxes = "[...parts('slide'), ...parts('headline'), ...parts('next'), ...parts('image')]
            .map((it) => Object.values(box(it).toJSON()).map(Math.round).join())";
        let before = stage.page.eval(boxes);
        take_over(stage, &gate);
        let what = format!("{edition:?} {own}");
        assert_eq!(stage.page.eval(boxes), before, "{what}");
        assert_eq!(stage.page.shifts().len(), moved, "{what}");
        except.extend(changing());
        assert_same(&seen, &picture(), &except, &what);
    }
}

fn news_come_by_their_rules(stage: &Stage) {
    let gate = hold_widget(stage);
    let files = publish(stage, "news", &articles(9), &[]);
    let mut newer = articles(9);
    newer["items"][0]["title"] = json!("Article 0");
    newer["items"][0]["id"] = json!("0");
    let newer = Answer::json(newer.to_string());
    stage.site.serve(Origin::Cdn, "embed/news.json", newer);
    open(
        stage,
        &[JUST_NOW, &tag(&files)].concat(),
        &named("news", ""),
    );
    let widget = drawn(stage);
    assert_eq!(widget.headlines()[0], "Article 1");
    take_over(stage, &gate);
    widget.wait_first_in_view("Article 0");
    assert_eq!(widget.headlines()[1], "Article 2");
    assert_eq!(stage.page.events("ready").len(), 1);
}

fn an_element_that_comes_back_is_drawn_and_taken_over_again(stage: &Stage) {
    let (gate, widget) = open_held(stage, &[]);
    take_over(stage, &gate);
    stage.page.part("next").click();
    widget.wait_moved_from("Article 1");
    let away = "window.away = host(); away.remove(); await frames(3); document.querySelector('main').append(away)";
    stage.page.script_async(away, json!([]));
    stage.page.script("host().scrollIntoView()", json!([]));
    widget.wait_ready();
    assert_eq!(widget.in_view()[0], "Article 1");
    assert_quiet(stage);
}
