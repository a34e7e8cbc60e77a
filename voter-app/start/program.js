// The end of a program's script: `cargo xtask web` puts MODULE and what wasm-bindgen generates before it.
__wbg_init({ module_or_path: fetch(MODULE.address, { integrity: MODULE.integrity }) }).catch((error) => {
  // Of a worker, only what a task throws reaches the page.
  setTimeout(() => { throw error; });
});
