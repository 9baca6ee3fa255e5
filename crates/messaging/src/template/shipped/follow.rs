//! Follow-ups: what sequences send to leads (SAL-16). They ask for nothing that a lead may lack.

use ports::Channel;

use super::{DAY, NUMBER};
use crate::template::declared::{Declared, Words};

/// What every lead has, as far as it is known.
const OF_LEAD: &[crate::template::declared::Variable] = &[NUMBER, DAY.optional()];

const fn follow(
    key: &'static str,
    channel: Channel,
    purpose: &'static str,
    name: [&'static str; 2],
    words: [Words; 2],
) -> Declared {
    Declared { key, channel, purpose, name, event: None, urgent_minutes: None, variables: OF_LEAD, words }
}

pub const FOLLOW: &[Declared] = &[
    follow(
        "sales.follow.hello_text",
        Channel::Sms,
        "SERVICE",
        ["Follow-up: hello, by text", "Relance : bonjour, par texto"],
        [
            Words {
                subject: "",
                body: "{{ company }}: thank you for your request {{ number }}. We call you shortly; tell us here when it suits you best.",
            },
            Words {
                subject: "",
                body: "{{ company }} : merci de votre demande {{ number }}. Nous vous appelons sous peu ; dites-nous ici quand cela vous convient.",
            },
        ],
    ),
    follow(
        "sales.follow.hello",
        Channel::Email,
        "SERVICE",
        ["Follow-up: hello", "Relance : bonjour"],
        [
            Words {
                subject: "Your request {{ number }}: what happens next",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\nThank you for asking us{% if day %} about {{ day }}{% endif %}. We call you shortly to learn what matters to you, and then you get a price in writing.\n\nIf you would rather write, answer this message: tell us from where to where, how many rooms, and anything heavy or fragile.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
            },
            Words {
                subject: "Votre demande {{ number }} : la suite",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\nMerci de vous adresser à nous{% if day %} pour le {{ day }}{% endif %}. Nous vous appelons sous peu pour savoir ce qui compte pour vous ; vous recevrez ensuite un prix par écrit.\n\nSi vous préférez écrire, répondez à ce message : d’où à où, combien de pièces, et ce qui est lourd ou fragile.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
            },
        ],
    ),
    follow(
        "sales.follow.next_day",
        Channel::Email,
        "MARKETING",
        ["Follow-up: the next day", "Relance : le lendemain"],
        [
            Words {
                subject: "When can we reach you, {{ company }}",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\nWe tried to reach you about your request {{ number }}. When is a good time to call? One line is enough, and we call then.\n\nTen minutes on the phone are all we need for a price.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
            },
            Words {
                subject: "Quand pouvons-nous vous joindre, {{ company }}",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\nNous avons essayé de vous joindre au sujet de votre demande {{ number }}. Quel est le bon moment pour appeler ? Une ligne suffit, et nous appellerons à ce moment.\n\nDix minutes au téléphone nous suffisent pour un prix.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
            },
        ],
    ),
    follow(
        "sales.follow.third_day_text",
        Channel::Sms,
        "MARKETING",
        ["Follow-up: day 3, by text", "Relance : jour 3, par texto"],
        [
            Words {
                subject: "",
                body: "{{ company }}: shall we still hold {% if day %}{{ day }}{% else %}a day{% endif %} for you? Answer here and we call you.",
            },
            Words {
                subject: "",
                body: "{{ company }} : devons-nous encore vous garder {% if day %}le {{ day }}{% else %}une journée{% endif %} ? Répondez ici et nous vous appelons.",
            },
        ],
    ),
    follow(
        "sales.follow.week",
        Channel::Email,
        "MARKETING",
        ["Follow-up: after a week", "Relance : après une semaine"],
        [
            Words {
                subject: "Still planning? {{ company }}",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\nA week ago you asked us{% if day %} about {{ day }}{% endif %}. Good days fill up early; a word from you and we look which one we can keep for you.\n\nWhat helps most people: a look at the rooms by video, without anybody coming by. Tell us and we send a link.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
            },
            Words {
                subject: "Toujours en projet ? {{ company }}",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\nIl y a une semaine, vous nous avez écrit{% if day %} pour le {{ day }}{% endif %}. Les bonnes journées se remplissent tôt ; un mot de vous, et nous regardons laquelle vous garder.\n\nCe qui aide la plupart des gens : un coup d’œil aux pièces par vidéo, sans visite. Dites-le-nous et nous envoyons un lien.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
            },
        ],
    ),
    follow(
        "sales.follow.last",
        Channel::Email,
        "MARKETING",
        ["Follow-up: the last one", "Relance : la dernière"],
        [
            Words {
                subject: "Shall we close your request {{ number }}?",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\nWe have not heard from you, so we put your request {{ number }} aside. This is our last message about it.\n\nIf you still need us, answer at any time: we take it up where it was.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
            },
            Words {
                subject: "Devons-nous fermer votre demande {{ number }} ?",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\nSans nouvelles de vous, nous mettons votre demande {{ number }} de côté. C’est notre dernier message à ce sujet.\n\nSi vous avez encore besoin de nous, répondez quand vous voulez : nous la reprendrons là où elle était.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
            },
        ],
    ),
    follow(
        "sales.follow.missed_call_text",
        Channel::Sms,
        "SERVICE",
        ["Follow-up: we missed each other, by text", "Relance : nous nous sommes manqués, par texto"],
        [
            Words {
                subject: "",
                body: "{{ company }}: we just tried to call you about your request {{ number }}. When does it suit you?",
            },
            Words {
                subject: "",
                body: "{{ company }} : nous venons d’essayer de vous appeler pour votre demande {{ number }}. Quel moment vous convient ?",
            },
        ],
    ),
    follow(
        "sales.follow.quote_check",
        Channel::Email,
        "SERVICE",
        ["Follow-up: questions about the quote", "Relance : des questions sur la soumission"],
        [
            Words {
                subject: "Questions about your quote? {{ company }}",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\nYou have our quote. Is anything unclear, or has something changed{% if day %} about {{ day }}{% endif %}? Answer this message: we change it while you wait.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
            },
            Words {
                subject: "Des questions sur votre soumission ? {{ company }}",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\nVous avez notre soumission. Quelque chose n’est pas clair, ou a changé{% if day %} pour le {{ day }}{% endif %} ? Répondez à ce message : nous la modifions aussitôt.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
            },
        ],
    ),
    follow(
        "sales.follow.after_call",
        Channel::Email,
        "SERVICE",
        ["Follow-up: after our call", "Relance : après notre appel"],
        [
            Words {
                subject: "What we talked about, request {{ number }}",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\nThank you for the talk about your request {{ number }}. We now work out your price and send it in writing; it then stands as written.\n\nHas something come to mind since{% if day %}, or is {{ day }} no longer the day{% endif %}? Answer this message, it is not too late.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
            },
            Words {
                subject: "Notre conversation, demande {{ number }}",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\nMerci de l’échange au sujet de votre demande {{ number }}. Nous calculons maintenant votre prix et l’envoyons par écrit ; il vaut alors tel quel.\n\nUne chose vous est revenue depuis{% if day %}, ou le {{ day }} ne convient plus{% endif %} ? Répondez à ce message, il n’est pas trop tard.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
            },
        ],
    ),
    follow(
        "sales.follow.survey_text",
        Channel::Sms,
        "SERVICE",
        ["Follow-up: a look by phone, by text", "Relance : un aperçu par téléphone, par texto"],
        [
            Words {
                subject: "",
                body: "{{ company }}: a few pictures of your rooms make the price for {{ number }} exact. Answer YES here and we send you a link.",
            },
            Words {
                subject: "",
                body: "{{ company }} : quelques photos de vos pièces rendent le prix de {{ number }} exact. Répondez OUI ici et nous envoyons un lien.",
            },
        ],
    ),
    follow(
        "sales.follow.quote_check_text",
        Channel::Sms,
        "SERVICE",
        ["Follow-up: questions about the quote, by text", "Relance : des questions sur la soumission, par texto"],
        [
            Words {
                subject: "",
                body: "{{ company }}: you have our quote. Is anything unclear, or has something changed? Answer here and we look at it at once.",
            },
            Words {
                subject: "",
                body: "{{ company }} : vous avez notre soumission. Quelque chose n'est pas clair, ou a changé ? Répondez ici et nous regardons tout de suite.",
            },
        ],
    ),
    follow(
        "sales.follow.two_weeks",
        Channel::Email,
        "MARKETING",
        ["Follow-up: after two weeks", "Relance : après deux semaines"],
        [
            Words {
                subject: "A day for you{% if day %} around {{ day }}{% endif %}, {{ company }}",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\nYour request {{ number }} is still open with us. Weekdays and the middle of the month are calmer, and cheaper for you; if you can move the day a little, tell us and we look what it saves.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
            },
            Words {
                subject: "Une journée pour vous{% if day %} vers le {{ day }}{% endif %}, {{ company }}",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\nVotre demande {{ number }} est toujours ouverte chez nous. Les jours de semaine et le milieu du mois sont plus calmes, et moins chers pour vous ; si vous pouvez décaler un peu la journée, dites-le-nous et nous regardons ce que vous y gagnez.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
            },
        ],
    ),
    follow(
        "sales.follow.month",
        Channel::Email,
        "MARKETING",
        ["Follow-up: after a month", "Relance : après un mois"],
        [
            Words {
                subject: "Have your plans moved? {{ company }}",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\nA month ago you asked us for a price ({{ number }}). Plans move, and so do days: if yours has, one line is enough, and what you told us then is still here, so that you need not begin again.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
            },
            Words {
                subject: "Vos projets ont-ils changé ? {{ company }}",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\nIl y a un mois, vous nous avez demandé un prix ({{ number }}). Les projets bougent, les dates aussi : si c’est votre cas, une ligne suffit, et ce que vous nous aviez dit est toujours là, sans rien recommencer.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
            },
        ],
    ),
];
