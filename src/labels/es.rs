use super::Labels;

pub const LABELS: Labels = Labels {
    language: "es",
    right_to_left: false,
    latest_news: "Últimas noticias",
    carousel: "carrusel",
    slide: "diapositiva",
    previous: "Artículos anteriores",
    next: "Artículos siguientes",
    start_rotation: "Iniciar la rotación automática",
    stop_rotation: "Detener la rotación automática",
    markers: "Elegir los artículos que se muestran",
    position: "{} de {}",
    read_more: "Leer más",
    new_tab: "se abre en una pestaña nueva",
    credit: "Imagen: {}",
    loading: "Cargando las últimas noticias",
    empty: "No hay noticias en este momento.",
    failed: "Las noticias no se pueden mostrar en este momento.",
    retry: "Intentar de nuevo",
    updated: "Hay noticias nuevas.",
};
