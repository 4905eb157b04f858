//! Loads pictures like the widget's slides.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlImageElement};

/// A picture that is being loaded.
pub struct Loading {
    image: HtmlImageElement,
    ended: JsFuture,
}

/// `timeout` is in milliseconds: a server may hold an answer back for minutes.
pub fn load(address: &str, timeout: u32) -> Option<Loading> {
    let image = HtmlImageElement::new().ok()?;
    let window = web_sys::window()?;
    // The events that the widget's pictures have, too.
    let ended = Promise::new(&mut |resolve, _| {
        image.set_onload(Some(&resolve));
        image.set_onerror(Some(&resolve));
        // A page without timers waits for the browser's own end.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
            &resolve,
            i32::try_from(timeout).unwrap_or(i32::MAX),
        );
    });
    image.set_src(address);
    Some(Loading {
        image,
        ended: JsFuture::from(ended),
    })
}

impl Loading {
    /// Its width and height in pixels. `None` if it does not load in time.
    pub async fn size(self) -> Option<(u32, u32)> {
        // A drawing without a size has none when it is loaded, either.
        let event: Event = self.ended.await.ok()?.dyn_into().ok()?;
        let image = self.image;
        (event.type_() == "load").then(|| (image.natural_width(), image.natural_height()))
    }
}
