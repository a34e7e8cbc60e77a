//! QR codes, where the browser itself can read them: nothing is added to the page for those that cannot.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

/// Pause between two looks, in milliseconds.
const PAUSE: i32 = 250;

fn detector() -> Option<JsValue> {
    let class: Function = Reflect::get(&window(), &"BarcodeDetector".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let options = Object::new();
    Reflect::set(&options, &"formats".into(), &Array::of1(&"qr_code".into())).ok()?;
    Reflect::construct(&class, &Array::of1(&options)).ok()
}

/// Whether this browser can read QR codes.
pub(crate) fn is_possible() -> bool {
    detector().is_some()
}

/// The text of the first code in an image.
async fn detect(image: &JsValue) -> Option<String> {
    let detector = detector()?;
    let look: Function = Reflect::get(&detector, &"detect".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = look.call1(&detector, image).ok()?.dyn_into().ok()?;
    let codes: Array = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    Reflect::get(&codes.get(0), &"rawValue".into()).ok()?.as_string()
}

/// The text of the code in a photo.
pub(crate) async fn read(file: &File) -> Option<String> {
    let bitmap = JsFuture::from(window().create_image_bitmap_with_blob(file).ok()?)
        .await
        .ok()?;
    detect(&bitmap).await
}

/// The text of the code that the camera sees now, after a moment.
pub(crate) async fn look(video: &HtmlVideoElement) -> Option<String> {
    let pause = Promise::new(&mut |resolve, _| {
        // Without timers it looks more often.
        if window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, PAUSE)
            .is_err()
        {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(pause).await;
    detect(video).await
}

/// A camera that is on until this is dropped.
pub(crate) struct Camera(MediaStream);

impl Camera {
    /// Shows in this element what is behind the phone.
    pub(crate) async fn start(video: &HtmlVideoElement) -> Result<Self, JsValue> {
        let facing = Object::new();
        Reflect::set(&facing, &"facingMode".into(), &"environment".into())?;
        let wanted = MediaStreamConstraints::new();
        wanted.set_video(&facing);
        let devices = window().navigator().media_devices()?;
        let stream = JsFuture::from(devices.get_user_media_with_constraints(&wanted)?).await?;
        let camera = Self(stream.unchecked_into());
        video.set_src_object(Some(&camera.0));
        JsFuture::from(video.play()?).await?;
        Ok(camera)
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        for track in self.0.get_tracks() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
    }
}
