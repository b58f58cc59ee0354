//! The closed world a template lives in.
//!
//! Fonts are described once on opening and their bytes are read on first use, so that a server
//! which prints no rare name never holds the 45 MB of the fallback fonts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};

use crate::TypesetError;

const DATA: &str = "data.json";

/// One face of one font file; read when first drawn with.
struct Face {
    path: PathBuf,
    index: u32,
    font: OnceLock<Option<Font>>,
}

impl Face {
    fn load(&self) -> Option<Font> {
        self.font
            .get_or_init(|| {
                let bytes = std::fs::read(&self.path).ok()?;
                Font::new(Bytes::new(bytes), self.index)
            })
            .clone()
    }
}

/// What all documents share.
pub(crate) struct Engine {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    faces: Vec<Face>,
    /// Parsed templates by path; a template of the same text is parsed once.
    sources: Mutex<BTreeMap<String, Source>>,
}

impl Engine {
    pub(crate) fn open(dir: &Path) -> Result<Engine, TypesetError> {
        let mut book = FontBook::new();
        let mut faces = Vec::new();
        for path in font_files(dir)? {
            let bytes = std::fs::read(&path)
                .map_err(|source| TypesetError::FontUnreadable { path: path.clone(), source })?;
            for font in Font::iter(Bytes::new(bytes)) {
                book.push(font.info().clone());
                faces.push(Face { path: path.clone(), index: font.index(), font: OnceLock::new() });
            }
        }
        if faces.is_empty() {
            return Err(TypesetError::NoFonts { dir: dir.to_owned() });
        }
        Ok(Engine {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(book),
            faces,
            sources: Mutex::new(BTreeMap::new()),
        })
    }

    pub(crate) fn families(&self) -> Vec<String> {
        self.book.families().map(|(name, _)| name.to_owned()).collect()
    }

    /// The parsed text; the last text under each name is kept.
    fn source(&self, name: &str, text: &str) -> Result<Source, TypesetError> {
        let mut sources = self.sources.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = sources.get(name).filter(|known| known.text() == text) {
            return Ok(known.clone());
        }
        let source = Source::new(file_id(name)?, text.to_owned());
        sources.insert(name.to_owned(), source.clone());
        Ok(source)
    }
}

fn font_files(dir: &Path) -> Result<Vec<PathBuf>, TypesetError> {
    let none = || TypesetError::NoFonts { dir: dir.to_owned() };
    let mut files: Vec<PathBuf> = std::fs::read_dir(dir)
        .map_err(|_| none())?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| {
            let ending = path.extension().and_then(|ending| ending.to_str());
            matches!(ending, Some("otf" | "ttf" | "ttc"))
        })
        .collect();
    files.sort();
    Ok(files)
}

fn file_id(name: &str) -> Result<FileId, TypesetError> {
    let path = VirtualPath::new(name).map_err(|reason| TypesetError::BadName {
        name: name.to_owned(),
        message: reason.to_string(),
    })?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// One document on its way: its template, the shared templates and the data.
pub(crate) struct Job<'a> {
    engine: &'a Engine,
    main: FileId,
    sources: Vec<Source>,
    data_id: FileId,
    data: Bytes,
}

impl<'a> Job<'a> {
    pub(crate) fn new(
        engine: &'a Engine,
        name: &str,
        text: &str,
        shared: &[(&str, &str)],
        data: &str,
    ) -> Result<Job<'a>, TypesetError> {
        let main = engine.source(name, text)?;
        let id = main.id();
        let mut sources = vec![main];
        for (name, text) in shared {
            sources.push(engine.source(name, text)?);
        }
        let data = Bytes::new(data.as_bytes().to_vec());
        Ok(Job { engine, main: id, sources, data_id: file_id(DATA)?, data })
    }

    /// The first problem, with its template and line.
    pub(crate) fn explain(&self, problems: &[SourceDiagnostic]) -> TypesetError {
        let Some(first) = problems.first() else {
            return TypesetError::Template {
                template: name_of(self.main),
                line: 0,
                message: String::new(),
            };
        };
        let id = first.span.id().unwrap_or(self.main);
        let line = self
            .range(first.span)
            .zip(self.source(id).ok())
            .and_then(|(range, source)| source.text().get(..range.start).map(lines))
            .unwrap_or(0);
        TypesetError::Template { template: name_of(id), line, message: first.message.to_string() }
    }
}

fn lines(before: &str) -> usize {
    before.matches('\n').count() + 1
}

fn name_of(id: FileId) -> String {
    id.get().vpath().get_without_slash().to_owned()
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.engine.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.engine.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data_id { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.engine.faces.get(index)?.load()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
