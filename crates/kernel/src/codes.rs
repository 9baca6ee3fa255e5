//! Closed lists of codes, the same text in the database, on the wire and in the API document.

/// A list with the code of each as it is stored. The crate that writes it has serde and schemars.
#[macro_export]
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $code:literal),+ $(,)? }) => {
        $crate::words! { $(#[$meta])* $name { $($variant = $code),+ } }
        // Not every list is stored.
        #[allow(dead_code)]
        impl $name {
            /// The code as stored.
            pub const fn code(self) -> &'static str {
                match self {
                    $($name::$variant => $code,)+
                }
            }
        }
    };
}

/// Codes that only travel on the wire and inside of documents.
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub enum $name {
            $(#[serde(rename = $code)] $variant,)+
        }
    };
}
