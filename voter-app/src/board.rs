//! What the page asks the board itself, because it takes no cryptography: the first page does not wait for the worker then.

use bulletin_board_client::ElectionSummary;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// All elections of the board; none where only the worker can tell what is wrong.
pub(crate) async fn elections() -> Option<Vec<ElectionSummary>> {
    let list = get("/api/v1/elections").await.ok()?;
    serde_json::from_str(&list).ok()
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
