//! The pages that the server sends, against those that an election is meant for.

use crate::{message::Trouble, public::PagesView, words::words};
use bulletin_board_client::BoardClient;
use js_sys::{ArrayBuffer, Uint8Array, global};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    Body, Entry,
    pages::{FileDigest, FileList, INDEX, LIST, PUBLIC, TRUSTEES},
};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response, WorkerGlobalScope};

/// Asks the server for every file of the pages once more, and compares them with an election's manifest.
pub(super) async fn compare(board: &BoardClient, id: &Hash) -> Result<PagesView, Trouble> {
    let Some(pinned) = pinned(board, id).await? else {
        return Ok(PagesView {
            pinned: None,
            files: 0,
            wrong: Vec::new(),
        });
    };
    let mut view = PagesView {
        pinned: Some(pinned.to_string()),
        files: 0,
        wrong: Vec::new(),
    };
    let list = served(board, LIST).await?.unwrap_or_default();
    let list = String::from_utf8(list)
        .ok()
        .and_then(|text| FileList::parse(&text).ok());
    let Some(list) = list.filter(|list| list.digest() == pinned) else {
        view.wrong.push(LIST.to_owned());
        return Ok(view);
    };
    for (name, digest) in list.iter() {
        // The first pages where browsers begin.
        let address = match name {
            INDEX => "",
            PUBLIC => "integrity/0",
            TRUSTEES => "trustee/0",
            name => name,
        };
        let bytes = served(board, address).await?;
        if bytes.is_none_or(|bytes| FileDigest::of(&bytes) != *digest) {
            view.wrong.push(name.to_owned());
        }
        view.files = view.files.saturating_add(1);
    }
    Ok(view)
}

/// What the manifest of an election says, which is known by its hash.
async fn pinned(board: &BoardClient, id: &Hash) -> Result<Option<FileDigest>, Trouble> {
    let misunderstood = || Trouble::lasting(words!("trouble-misunderstood"));
    let mut lines = board.log(id, 0, Some(1)).await?;
    let line = lines.next_line().await?.ok_or_else(misunderstood)?;
    let entry = Entry::parse(&line).map_err(|_| misunderstood())?;
    match entry.body() {
        Body::Manifest(manifest) if entry.hash() == id => Ok(manifest.pages),
        _ => Err(misunderstood()),
    }
}

/// A file as the server sends it now, whatever the browser keeps; none if the server has no such file.
async fn served(board: &BoardClient, name: &str) -> Result<Option<Vec<u8>>, Trouble> {
    fetch(&format!("{}/{name}", board.base()))
        .await
        .map_err(|_| Trouble {
            retryable: true,
            ..Trouble::lasting(words!("trouble-unreachable"))
        })
}

async fn fetch(address: &str) -> Result<Option<Vec<u8>>, JsValue> {
    let scope: WorkerGlobalScope = global().unchecked_into();
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoStore);
    let answer = JsFuture::from(scope.fetch_with_str_and_init(address, &options)).await?;
    let answer: Response = answer.unchecked_into();
    if !answer.ok() {
        return Ok(None);
    }
    let bytes: ArrayBuffer = JsFuture::from(answer.array_buffer()?).await?.unchecked_into();
    Ok(Some(Uint8Array::new(&bytes).to_vec()))
}
