//! What a template may see: its own text, the shared parts, the labels, the data and the fonts
//! shipped with this crate. Nothing else exists for it.

use std::sync::OnceLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, DiagSpanKind, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::RenderError;
use crate::localise::Localised;

const FONTS: [&[u8]; 4] = [
    include_bytes!("../fonts/Inter-Regular.otf"),
    include_bytes!("../fonts/Inter-Italic.otf"),
    include_bytes!("../fonts/Inter-SemiBold.otf"),
    include_bytes!("../fonts/NotoSansDevanagari-Regular.ttf"),
];

const SHARED_SOURCES: [(&str, &str); 6] = [
    ("/common.typ", include_str!("../templates/common.typ")),
    ("/quote.typ", include_str!("../templates/quote.typ")),
    ("/invoice.typ", include_str!("../templates/invoice.typ")),
    ("/receipt.typ", include_str!("../templates/receipt.typ")),
    ("/evidence.typ", include_str!("../templates/evidence.typ")),
    ("/consent.typ", include_str!("../templates/consent.typ")),
];

const LABELS: [(&str, &str); 2] = [
    ("/labels/en.toml", include_str!("../templates/labels/en.toml")),
    ("/labels/fr.toml", include_str!("../templates/labels/fr.toml")),
];

const MAIN: &str = "/main.typ";
const DATA: &str = "/data.json";

/// Parsed once for the life of the process.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: Vec<Source>,
    labels: Vec<(FileId, Bytes)>,
}

fn shared() -> &'static Shared {
    static SHARED: OnceLock<Shared> = OnceLock::new();
    SHARED.get_or_init(|| {
        let fonts: Vec<Font> = FONTS.iter().flat_map(|data| Font::iter(Bytes::new(*data))).collect();
        Shared {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources: SHARED_SOURCES
                .iter()
                .filter_map(|(path, text)| Some(Source::new(file_id(path)?, (*text).to_owned())))
                .collect(),
            labels: LABELS
                .iter()
                .filter_map(|(path, text)| Some((file_id(path)?, Bytes::new(text.as_bytes()))))
                .collect(),
        }
    })
}

fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// Reads a template's own text. Every template stands under the same name, so that any number
/// of them leaves no trace in the process-wide table of files.
pub(crate) fn main_source(text: String) -> Option<Source> {
    Some(Source::new(file_id(MAIN)?, text))
}

/// Line of `source` where the span begins, counted from 1; 0 for a span elsewhere.
pub(crate) fn line_of(source: &Source, span: impl Into<DiagSpan>) -> usize {
    let start = match span.into().get() {
        DiagSpanKind::Number { id, num, sub_range } if id == source.id() => {
            source.range(num, sub_range).map(|range| range.start)
        }
        DiagSpanKind::Range { id, range } if id == source.id() => Some(range.start),
        _ => None,
    };
    start.and_then(|start| source.lines().byte_to_line(start)).map_or(0, |line| line + 1)
}

/// One paper being made.
pub(crate) struct Desk {
    shared: &'static Shared,
    main: Source,
    files: Vec<(FileId, Bytes)>,
}

impl Desk {
    pub(crate) fn new(template: &str, main: &Source, localised: Localised) -> Result<Self, RenderError> {
        let broken = |reason: String| RenderError::Export { template: template.to_owned(), reason };
        let json = serde_json::to_vec(&localised.editions).map_err(|error| broken(error.to_string()))?;
        let mut files = Vec::with_capacity(localised.images.len() + 1);
        let named = [(DATA.to_owned(), Bytes::new(json))];
        let pictures = localised.images.into_iter().map(|picture| (picture.path, picture.bytes));
        for (path, bytes) in named.into_iter().chain(pictures) {
            let id = file_id(&path).ok_or_else(|| broken(format!("{path} is no path")))?;
            files.push((id, bytes));
        }
        Ok(Self { shared: shared(), main: main.clone(), files })
    }
}

fn absent(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let found = self.shared.sources.iter().find(|source| source.id() == id);
        found.cloned().ok_or_else(|| absent(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let mut files = self.files.iter().chain(&self.shared.labels);
        let found = files.find(|(file, _)| *file == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or_else(|| absent(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index).cloned()
    }

    /// No clock: dates on a paper come from its data.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
