// The end of the page's script: `cargo xtask web` puts FILES and what wasm-bindgen generates before it.
globalThis.ostrakonFiles = FILES;
const { address, integrity } = FILES['voter-page.wasm'];
__wbg_init({ module_or_path: fetch(address, { integrity }) });
