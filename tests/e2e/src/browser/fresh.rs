//! Resets a window between trials. A test may change its size, zoom, medium and the reader's
//! settings.

use serde_json::json;

use super::wire::DriverError;
use super::{Engine, Reader, Session};

const WIDTH: u32 = 1280;
const HEIGHT: u32 = 800;

impl Session {
    /// Leaves one blank window of the usual size, with nothing emulated and no key held down.
    pub fn reset(&self, reader: Reader) -> Result<(), DriverError> {
        let windows = self.get("/window/handles")?;
        let windows = windows.as_array().cloned().unwrap_or_default();
        for extra in windows.iter().skip(1) {
            self.post("/window", &json!({ "handle": extra }))?;
            self.delete("/window")?;
        }
        let first = windows.first().cloned().unwrap_or_default();
        self.post("/window", &json!({ "handle": first }))?;
        self.delete("/actions")?;
        self.navigate("/url", &json!({ "url": "about:blank" }))?;
        // Discards the remarks about the page before.
        self.remarks()?;
        if self.engine == Engine::Chromium {
            self.devtools(
                "Emulation.setTouchEmulationEnabled",
                json!({ "enabled": false }),
            )?;
            self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 1 }))?;
            self.devtools(
                "Network.emulateNetworkConditions",
                json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 }),
            )?;
        }
        if self.engine == Engine::Firefox {
            self.in_firefox_itself("Services.io.offline = false")?;
        }
        // The order matters: Chromium resets the reader's settings with each new medium.
        self.set_medium("")?;
        self.set_reader(reader)?;
        self.set_zoom(1.0)?;
        self.resize(WIDTH, HEIGHT)
    }

    /// Shows pages for this medium, `print` or none in particular, with a reader's default
    /// settings.
    pub fn set_medium(&self, medium: &str) -> Result<(), DriverError> {
        match self.engine {
            Engine::Chromium => {
                self.devtools("Emulation.setEmulatedMedia", json!({ "media": medium }))?;
            }
            Engine::Firefox => {
                self.in_firefox_itself(&format!(
                    "gBrowser.selectedBrowser.browsingContext.mediumOverride = '{medium}'"
                ))?;
            }
            Engine::WebKit if medium.is_empty() => {}
            Engine::WebKit => {
                let why = "WebKitGTK's driver knows no medium but the screen";
                return Err(DriverError::new("cannot change the medium", why));
            }
        }
        Ok(())
    }

    /// Sets the reader's zoom in Firefox. In other engines, make the viewport smaller instead:
    /// zooming has the same effect on a page.
    pub fn set_zoom(&self, factor: f64) -> Result<(), DriverError> {
        if self.engine == Engine::Firefox {
            self.in_firefox_itself(&format!(
                "gBrowser.selectedBrowser.fullZoom = {factor};
                 gBrowser.selectedBrowser.textZoom = 1"
            ))?;
        }
        Ok(())
    }

    /// Changes the settings of the reader's system, also while a page is open.
    pub fn set_reader(&self, reader: Reader) -> Result<(), DriverError> {
        match self.engine {
            Engine::Chromium => {
                let on =
                    |asked: bool, yes: &str| if asked { yes.to_owned() } else { String::new() };
                let scheme = if reader.dark { "dark" } else { "light" };
                let features = json!([
                    { "name": "prefers-reduced-motion", "value": on(reader.reduced_motion, "reduce") },
                    { "name": "prefers-color-scheme", "value": scheme },
                    { "name": "forced-colors", "value": on(reader.forced_colors, "active") },
                ]);
                self.devtools(
                    "Emulation.setEmulatedMedia",
                    json!({ "features": features }),
                )?;
            }
            Engine::Firefox => {
                self.in_firefox_itself(&format!(
                    "Services.prefs.setIntPref('ui.prefersReducedMotion', {});
                     Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {});
                     Services.prefs.setIntPref('browser.display.document_color_use', {});",
                    u8::from(reader.reduced_motion),
                    u8::from(!reader.dark),
                    if reader.forced_colors { 2 } else { 0 },
                ))?;
            }
            Engine::WebKit if reader == self.started_for => {}
            Engine::WebKit => {
                let why = "WebKitGTK reads the reader's settings only when it starts";
                return Err(DriverError::new("cannot change settings", why));
            }
        }
        Ok(())
    }

    /// Makes the page's viewport this size, in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) -> Result<(), DriverError> {
        if self.engine == Engine::Chromium {
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            self.devtools("Emulation.setDeviceMetricsOverride", size)?;
            return Ok(());
        }
        let (mut outer_width, mut outer_height) = (width, height);
        // A window's frame is known only after the window opens, and its size is applied a moment
        // later. So correct it until it fits.
        for _ in 0..8 {
            let rect = json!({ "width": outer_width, "height": outer_height });
            self.post("/window/rect", &rect)?;
            let size = self.viewport()?;
            if size == (width, height) {
                return Ok(());
            }
            outer_width = (outer_width + width).saturating_sub(size.0);
            outer_height = (outer_height + height).saturating_sub(size.1);
        }
        let (at_width, at_height) = self.viewport()?;
        let got = format!("asked for {width}×{height}, got {at_width}×{at_height}");
        Err(DriverError::new("cannot resize", got))
    }

    fn viewport(&self) -> Result<(u32, u32), DriverError> {
        let script = "const done = arguments[0];
            requestAnimationFrame(() => setTimeout(() => done([innerWidth, innerHeight]), 20))";
        let size = self.script_async(&json!({ "script": script, "args": [] }))?;
        let side = |index: usize| size[index].as_u64().unwrap_or(0) as u32;
        Ok((side(0), side(1)))
    }
}
