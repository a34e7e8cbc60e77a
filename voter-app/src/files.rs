//! The other files of the pages. They are named after their contents; the program's script knows the names, and the
//! digests, because its own digest is in the first page.

use js_sys::{Reflect, global};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response, window};

/// Where `voter-app/start/page.js` puts the table.
const TABLE: &str = "ostrakonFiles";

/// A file.
pub(crate) struct File {
    /// Its address on this server.
    pub(crate) address: String,
    integrity: String,
}

/// The file that is called so in the sources, such as `voter-worker.js`.
///
/// # Errors
/// If the pages have no such file.
pub(crate) fn file(name: &str) -> Result<File, JsValue> {
    let place = Reflect::get(&Reflect::get(&global(), &TABLE.into())?, &name.into())?;
    let field = |name: &str| {
        Reflect::get(&place, &name.into())?
            .as_string()
            .ok_or(JsValue::NULL)
    };
    Ok(File {
        address: field("address")?,
        integrity: field("integrity")?,
    })
}

impl File {
    /// Fetches it; the browser compares it with its digest.
    ///
    /// # Errors
    /// If it does not arrive, or is not the file that belongs to this page.
    pub(crate) async fn fetch(&self) -> Result<Response, JsValue> {
        let options = RequestInit::new();
        options.set_integrity(&self.integrity);
        let answer = window()
            .ok_or(JsValue::NULL)?
            .fetch_with_str_and_init(&self.address, &options);
        let answer: Response = JsFuture::from(answer).await?.unchecked_into();
        if answer.ok() {
            Ok(answer)
        } else {
            Err(answer.status().into())
        }
    }
}
