//! What the page asks the board itself, because it takes no cryptography: the first page does not wait for the worker then.

use crate::message::{Request, Response};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// The board's answer, as it would come from the worker; none if only the worker can say something about it.
pub(crate) async fn answer(request: &Request) -> Option<Response> {
    match request {
        Request::Elections => {
            let list = get("/api/v1/elections").await.ok()?;
            serde_json::from_str(&list).ok().map(Response::Elections)
        }
        Request::Summary(election) => {
            let summary = get(&format!("/api/v1/elections/{election}")).await.ok()?;
            serde_json::from_str(&summary).ok().map(Response::Summary)
        }
        _ => None,
    }
}

async fn get(address: &str) -> Result<String, JsValue> {
    let answer = window().ok_or(JsValue::NULL)?.fetch_with_str(address);
    let answer: web_sys::Response = JsFuture::from(answer).await?.unchecked_into();
    if !answer.ok() {
        return Err(answer.status().into());
    }
    let text = JsFuture::from(answer.text()?).await?;
    text.as_string().ok_or(JsValue::NULL)
}
