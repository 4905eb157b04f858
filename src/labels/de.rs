use super::Labels;

pub const LABELS: Labels = Labels {
    language: "de",
    right_to_left: false,
    latest_news: "Aktuelle Nachrichten",
    carousel: "Karussell",
    slide: "Folie",
    previous: "Vorherige Artikel",
    next: "Nächste Artikel",
    start_rotation: "Automatischen Wechsel starten",
    stop_rotation: "Automatischen Wechsel anhalten",
    markers: "Artikel auswählen",
    position: "{} von {}",
    read_more: "Weiterlesen",
    new_tab: "öffnet in einem neuen Tab",
    credit: "Bild: {}",
    loading: "Aktuelle Nachrichten werden geladen",
    empty: "Zurzeit gibt es keine Nachrichten.",
    failed: "Die Nachrichten können gerade nicht angezeigt werden.",
    retry: "Erneut versuchen",
    updated: "Es gibt neue Nachrichten.",
};
