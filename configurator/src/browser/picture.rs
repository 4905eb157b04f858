//! Loads pictures like the widget's slides.

use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlImageElement;

/// A picture that is being loaded.
pub struct Loading {
    image: Option<HtmlImageElement>,
    decoded: Option<JsFuture>,
}

pub fn load(address: &str) -> Loading {
    let image = HtmlImageElement::new().ok();
    let decoded = image.as_ref().map(|image| {
        image.set_src(address);
        JsFuture::from(image.decode())
    });
    Loading { image, decoded }
}

impl Loading {
    /// Its width and height in pixels. `None` if it does not load.
    pub async fn size(self) -> Option<(u32, u32)> {
        self.decoded?.await.ok()?;
        let image = self.image?;
        Some((image.natural_width(), image.natural_height()))
    }
}
