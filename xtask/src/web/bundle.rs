//! The bundle's files: named after their contents, and with their digests wherever a browser compares them.

use crate::failure::Failure;
use anyhow::{Context as _, Result};
use data_encoding::BASE64;
use ostrakon_record::pages::{FileDigest, FileList, LIST};
use serde::Serialize;
use std::{collections::BTreeMap, path::Path};

/// Digits of a file's digest that are part of its name.
const DIGITS: usize = 16;

/// A program as wasm-bindgen leaves it.
pub(super) struct Program {
    /// Of the module and the script.
    pub(super) name: &'static str,
    /// Whether its script names all files that are in the bundle before it.
    pub(super) knows_files: bool,
    /// What wasm-bindgen generates.
    pub(super) glue: String,
    /// What is to happen after it.
    pub(super) start: String,
    pub(super) module: Vec<u8>,
}

/// What the scripts know of other files.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Place {
    address: String,
    /// As in `integrity="…"`.
    integrity: String,
}

/// A bundle that grows: a file comes after those that it names.
#[derive(Debug)]
pub(super) struct Bundle {
    /// What an address begins with.
    root: &'static str,
    files: BTreeMap<String, Vec<u8>>,
    places: BTreeMap<String, Place>,
}

impl Bundle {
    /// For a server that has these files and no others: a first page may be at any address there.
    pub(super) const fn of_server() -> Self {
        Self::at("/")
    }

    /// For a folder anywhere: the first page is in it.
    pub(super) const fn of_folder() -> Self {
        Self::at("./")
    }

    const fn at(root: &'static str) -> Self {
        Self {
            root,
            files: BTreeMap::new(),
            places: BTreeMap::new(),
        }
    }

    /// Adds a file under its own name and its digest; tells where that is.
    pub(super) fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<Place> {
        let (stem, ending) = name
            .rsplit_once('.')
            .with_context(|| format!("{name}: the ending says what it is"))?;
        let digest = FileDigest::of(&bytes);
        let digits: String = digest.to_string().chars().take(DIGITS).collect();
        let named = format!("{stem}.{digits}.{ending}");
        let place = Place {
            address: format!("{}{named}", self.root),
            integrity: format!("sha256-{}", BASE64.encode(digest.as_bytes())),
        };
        self.places.insert(name.to_owned(), place.clone());
        self.files.insert(named, bytes);
        Ok(place)
    }

    /// Adds a program: its module, and one script that knows the module's digest and, if it is to, those of all files so far.
    pub(super) fn add_program(&mut self, program: Program) -> Result<()> {
        let Program {
            name,
            knows_files,
            glue,
            start,
            module,
        } = program;
        let files = if knows_files {
            format!("const FILES = {};\n", serde_json::to_string(&self.places)?)
        } else {
            String::new()
        };
        let module = serde_json::to_string(&self.add(&format!("{name}.wasm"), module)?)?;
        let script = format!("{files}const MODULE = {module};\n{glue}\n{start}");
        self.add(&format!("{name}.js"), script.into_bytes())?;
        Ok(())
    }

    /// Adds a first page, in which every file is named without digest.
    pub(super) fn add_page(&mut self, page_name: &str, text: &str) -> Result<()> {
        let mut page = String::new();
        for (number, piece) in text.split("=\"/").enumerate() {
            if number == 0 {
                page.push_str(piece);
                continue;
            }
            let named = piece
                .split_once('"')
                .and_then(|(name, rest)| Some((name, self.places.get(name)?, rest)));
            let Some((name, place, rest)) = named else {
                let name = piece.split('"').next().unwrap_or(piece);
                return Err(
                    Failure::wrong(format!("{page_name} names /{name}, which is not in the bundle")).into(),
                );
            };
            page.extend(["=\"", &place.address, "\""]);
            // Browsers do not compare icons, and modules when a program asks for them.
            if Path::new(name)
                .extension()
                .is_none_or(|ending| ending != "svg" && ending != "wasm")
            {
                page.extend([" integrity=\"", &place.integrity, "\""]);
            }
            page.push_str(rest);
        }
        self.files.insert(page_name.to_owned(), page.into_bytes());
        Ok(())
    }

    /// All files, with the list of them.
    pub(super) fn finish(mut self) -> Result<(BTreeMap<String, Vec<u8>>, FileList)> {
        let list = FileList::of(
            self.files
                .iter()
                .map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
        )?;
        self.files.insert(LIST.to_owned(), list.encode().into_bytes());
        Ok((self.files, list))
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]
mod tests {
    use super::*;
    use ostrakon_record::pages::{FIRST_PAGES, INDEX};

    fn bundle(module: &[u8]) -> Bundle {
        filled(Bundle::of_server(), module)
    }

    fn filled(mut bundle: Bundle, module: &[u8]) -> Bundle {
        bundle.add("style.css", b"main{}".to_vec()).unwrap();
        bundle.add("icon.svg", b"<svg/>".to_vec()).unwrap();
        bundle
            .add_program(Program {
                name: "page",
                knows_files: true,
                glue: "glue();".to_owned(),
                start: "start();".to_owned(),
                module: module.to_vec(),
            })
            .unwrap();
        bundle
    }

    const PAGE: &str = r#"<link href="/style.css"><link href="/icon.svg"><link href="/page.wasm"><script src="/page.js"></script>"#;

    fn finished(module: &[u8]) -> (BTreeMap<String, Vec<u8>>, FileList) {
        let mut bundle = bundle(module);
        for name in FIRST_PAGES {
            bundle.add_page(name, PAGE).unwrap();
        }
        bundle.finish().unwrap()
    }

    #[test]
    fn every_file_is_named_after_its_contents_and_pinned_where_it_is_named() {
        let (files, list) = finished(b"module");
        let named = |stem: &str, ending: &str| -> &str {
            let mut names = files
                .keys()
                .filter(|name| name.starts_with(stem) && name.ends_with(ending));
            names.next().unwrap()
        };
        let (style, icon) = (named("style", ".css"), named("icon", ".svg"));
        let (module, script) = (named("page", ".wasm"), named("page", ".js"));
        let digits = &FileDigest::of(b"main{}").to_string()[..DIGITS];
        assert_eq!(style, format!("style.{digits}.css"));
        let pin = |name: &str| {
            format!(
                "sha256-{}",
                BASE64.encode(FileDigest::of(&files[name]).as_bytes())
            )
        };
        assert_eq!(
            String::from_utf8(files[INDEX].clone()).unwrap(),
            format!(
                r#"<link href="/{style}" integrity="{}"><link href="/{icon}"><link href="/{module}"><script src="/{script}" integrity="{}"></script>"#,
                pin(style),
                pin(script)
            )
        );
        let program = String::from_utf8(files[script].clone()).unwrap();
        assert!(
            program.starts_with("const FILES = ")
                && program.ends_with("\nglue();\nstart();")
                && [module, style].iter().all(|name| program.contains(&pin(name))),
            "{program}"
        );
        assert_eq!(list.encode().as_bytes(), files[LIST]);
        assert_eq!(list.iter().count(), files.len() - 1, "all but the list itself");
    }

    #[test]
    fn a_folder_anywhere_names_nothing_outside_of_it() {
        let mut bundle = filled(Bundle::of_folder(), b"module");
        bundle.add_page(INDEX, PAGE).unwrap();
        let (files, _) = bundle.finish().unwrap();
        let index = String::from_utf8(files[INDEX].clone()).unwrap();
        assert_eq!(index.matches("=\"./").count(), 4, "{index}");
        for (name, bytes) in &files {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("\"/"), "{name}: {text}");
        }
    }

    #[test]
    fn another_byte_anywhere_is_another_first_page() {
        let (files, list) = finished(b"module");
        let (again, same) = finished(b"module");
        assert_eq!((&files, &list), (&again, &same));
        let (others, other) = finished(b"Module");
        assert_ne!(files[INDEX], others[INDEX]);
        assert_ne!(list.digest(), other.digest());
    }

    #[test]
    fn a_page_that_names_what_is_not_there_is_refused() {
        let error = bundle(b"")
            .add_page(INDEX, r#"<script src="/other.js"></script>"#)
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "index.html names /other.js, which is not in the bundle"
        );
    }
}
