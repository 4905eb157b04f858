//! Other actions of a reader on a page: print it, zoom it, look at another tab.

use serde_json::json;

use super::{Page, done};
use crate::browser::Engine;

impl Page<'_> {
    /// Shows the page as printed. Not in WebKitGTK.
    #[track_caller]
    pub fn print(&self) {
        done(self.session.set_medium("print"), "print");
    }

    /// Zooms the page like Control and Plus, in a window of 1280 by 800. Firefox really zooms.
    /// Other engines get a smaller viewport, which has the same effect.
    #[track_caller]
    pub fn zoom(&self, factor: f64) {
        match self.engine() {
            Engine::Chromium => {
                let size = json!({
                    "width": (1280.0 / factor) as u32, "height": (800.0 / factor) as u32,
                    "deviceScaleFactor": factor, "mobile": false,
                });
                self.devtools("Emulation.setDeviceMetricsOverride", size);
            }
            Engine::Firefox => done(self.session.set_zoom(factor), "zoom"),
            Engine::WebKit => self.resize((1280.0 / factor) as u32, (800.0 / factor) as u32),
        }
    }

    /// Enlarges only text, as Firefox can.
    #[track_caller]
    pub fn zoom_text(&self, factor: f64) {
        let script = format!("gBrowser.selectedBrowser.textZoom = {factor}");
        done(self.session.in_firefox_itself(&script), "zoom text");
    }

    /// Opens another tab, shows it while `meanwhile` runs, closes it and returns. Scripts of
    /// `meanwhile` run in that tab.
    #[track_caller]
    pub fn in_another_tab(&self, meanwhile: impl FnOnce()) {
        let handle = done(self.session.get("/window"), "this tab");
        let other = done(
            self.session.post("/window/new", &json!({ "type": "tab" })),
            "another tab",
        );
        let look_at = |handle| {
            done(
                self.session.post("/window", &json!({ "handle": handle })),
                "look at a tab",
            )
        };
        look_at(&other["handle"]);
        meanwhile();
        done(self.session.delete("/window"), "close the tab");
        look_at(&handle);
    }

    /// Makes Chromium emulate a reader with a finger and no mouse.
    #[track_caller]
    pub fn have_touch_screen(&self) {
        self.devtools(
            "Emulation.setTouchEmulationEnabled",
            json!({ "enabled": true, "maxTouchPoints": 5 }),
        );
        let size = json!({ "width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": true });
        self.devtools("Emulation.setDeviceMetricsOverride", size);
    }
}
