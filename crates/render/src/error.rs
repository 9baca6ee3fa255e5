//! Render: error.

/// Why a paper could not be made. Paths are written as in the data: `lines[2].total`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// The data lacks something the template must show, or gives it empty.
    #[error("{template}: nothing given for `{path}`")]
    MissingPlaceholder { template: String, path: String },
    /// The template or the data names something that does not exist for this kind of paper.
    #[error("{template}: `{path}` is not known here")]
    UnknownPlaceholder { template: String, path: String },
    /// A value is there but cannot be read: a bad amount, date, colour or image.
    #[error("{template}: `{path}`: {reason}")]
    BadValue { template: String, path: String, reason: String },
    /// The template itself is wrong; `line` counts from 1, 0 where it has no place.
    #[error("{template}, line {line}: {reason}")]
    Template { template: String, line: usize, reason: String },
    /// The finished pages could not be written as PDF.
    #[error("{template}: PDF could not be written: {reason}")]
    Export { template: String, reason: String },
}
