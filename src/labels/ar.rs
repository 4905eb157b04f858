use super::Labels;

pub const LABELS: Labels = Labels {
    language: "ar",
    right_to_left: true,
    latest_news: "آخر الأخبار",
    carousel: "عرض دوّار",
    slide: "شريحة",
    previous: "المقالات السابقة",
    next: "المقالات التالية",
    start_rotation: "بدء التنقّل التلقائي",
    stop_rotation: "إيقاف التنقّل التلقائي",
    markers: "اختيار المقالات المعروضة",
    position: "{} من {}",
    read_more: "اقرأ المزيد",
    new_tab: "يُفتح في علامة تبويب جديدة",
    credit: "الصورة: {}",
    loading: "جارٍ تحميل آخر الأخبار",
    empty: "لا توجد أخبار حالياً.",
    failed: "يتعذّر عرض الأخبار حالياً.",
    retry: "إعادة المحاولة",
    updated: "توجد أخبار جديدة.",
};
