// The end of the worker's script: `cargo xtask web` puts FILES and what wasm-bindgen generates before it.
const { address, integrity } = FILES['voter-worker.wasm'];
__wbg_init({ module_or_path: fetch(address, { integrity }) }).catch((error) => {
  // Only what a task throws reaches the page.
  setTimeout(() => { throw error; });
});
