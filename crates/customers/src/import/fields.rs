//! The fields a file of customers may bring, with the headings that mean them in English and French, in this product's
//! export and in other systems' files.

use ports::ImportField;

const fn field(name: &'static str, synonyms: &'static [&'static str]) -> ImportField {
    ImportField { name, synonyms, is_day: false }
}

pub const FIELDS: &[ImportField] = &[
    field(
        "external_id",
        &["id", "customer id", "client id", "customer number", "customer no", "number", "code", "reference", "ref",
          "account number", "numero", "no client", "numero de client", "numero client", "id client"],
    ),
    field("kind", &["person or company", "customer kind", "genre", "personne ou entreprise"]),
    field(
        "name",
        &["customer", "customer name", "client", "client name", "full name", "display name", "contact", "nom complet",
          "nom du client", "client nom"],
    ),
    field("first_name", &["first", "firstname", "given name", "forename", "prenom"]),
    field("last_name", &["last", "lastname", "surname", "family name", "nom", "nom de famille"]),
    field(
        "company_name",
        &["company", "business", "business name", "organization", "organisation", "account", "account name", "firm",
          "entreprise", "societe", "compagnie", "raison sociale", "nom de l entreprise"],
    ),
    field(
        "email",
        &["e mail", "mail", "email address", "e mail address", "main email", "primary email", "courriel",
          "adresse courriel", "adresse de courriel", "adresse email"],
    ),
    field(
        "phone",
        &["phone number", "telephone", "telephone number", "tel", "main phone", "primary phone", "home phone",
          "work phone", "numero de telephone", "tel principal"],
    ),
    field(
        "second_phone",
        &["mobile", "mobile phone", "cell", "cell phone", "phone 2", "alternate phone", "other phone", "cellulaire",
          "portable", "telephone mobile", "autre telephone"],
    ),
    field("type", &["customer type", "client type", "segment", "type de client"]),
    field(
        "street",
        &["address", "street address", "address 1", "address line 1", "billing street", "billing address", "rue",
          "adresse", "adresse 1"],
    ),
    field("city", &["town", "billing city", "ville", "municipalite"]),
    field("province", &["state", "region", "billing state", "state province", "prov", "etat"]),
    field("postal_code", &["zip", "zip code", "postcode", "postal", "billing zip", "code postal"]),
    field("country", &["billing country", "pays"]),
    field("language", &["lang", "langue"]),
    field("website", &["web", "web site", "url", "site", "site web"]),
    field("registration_number", &["registration", "business number", "company number", "neq", "numero d entreprise"]),
    field("lead_source", &["source", "referral source", "referral", "how did you hear about us", "provenance"]),
    field("tags", &["tag", "labels", "etiquettes", "mots cles"]),
    field("notes", &["note", "comment", "comments", "remarks", "remarques", "commentaires"]),
    field("contact_name", &["contact person", "main contact", "attention", "personne ressource", "nom du contact"]),
    field("contact_designation", &["job title", "title", "position", "titre", "fonction", "poste"]),
    field("contact_email", &["contact e mail", "courriel du contact"]),
    field("contact_phone", &["contact telephone", "telephone du contact"]),
    field(
        "consent",
        &["opt in", "marketing", "marketing consent", "subscribed", "newsletter", "consentement", "infolettre",
          "abonne"],
    ),
    field("consent_wording", &["consent text", "wording", "texte du consentement", "formulation"]),
    ImportField {
        name: "consent_date",
        synonyms: &["opt in date", "subscribed on", "inquiry date", "date of inquiry", "date du consentement",
                    "date de la demande"],
        is_day: true,
    },
];
