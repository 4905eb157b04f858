use super::Labels;

pub const LABELS: Labels = Labels {
    language: "fr",
    right_to_left: false,
    latest_news: "Dernières actualités",
    carousel: "carrousel",
    slide: "diapositive",
    previous: "Articles précédents",
    next: "Articles suivants",
    start_rotation: "Démarrer le défilement automatique",
    stop_rotation: "Arrêter le défilement automatique",
    markers: "Choisir les articles à afficher",
    position: "{} sur {}",
    read_more: "Lire la suite",
    new_tab: "s’ouvre dans un nouvel onglet",
    credit: "Image : {}",
    loading: "Chargement des actualités",
    empty: "Aucune actualité pour le moment.",
    failed: "Les actualités ne peuvent pas être affichées pour l’instant.",
    retry: "Réessayer",
    updated: "De nouvelles actualités sont disponibles.",
};
