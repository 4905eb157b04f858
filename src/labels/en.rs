use super::Labels;

pub const LABELS: Labels = Labels {
    language: "en",
    right_to_left: false,
    latest_news: "Latest news",
    carousel: "carousel",
    slide: "slide",
    previous: "Previous articles",
    next: "Next articles",
    start_rotation: "Start automatic rotation",
    stop_rotation: "Stop automatic rotation",
    markers: "Choose articles to show",
    position: "{} of {}",
    read_more: "Read more",
    new_tab: "opens in a new tab",
    credit: "Picture: {}",
    loading: "Loading the latest news",
    empty: "There is no news at the moment.",
    failed: "The latest news cannot be shown right now.",
    retry: "Try again",
    updated: "New articles have come in.",
};
