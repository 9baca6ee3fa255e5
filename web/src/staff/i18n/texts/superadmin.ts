import type { Texts } from '../pairs';

export const superAdminTexts = {
  super: {
    title: ['Super admin', 'Super administration'], companies: ['Companies', 'Entreprises'], log: ['Access log', 'Journal d’accès'], health: ['Health', 'Santé'], new_company: ['New company', 'Nouvelle entreprise'], enter: ['Support session…', 'Session de soutien…'], support_title: ['Support session: %{name}', 'Session de soutien : %{name}'],
    support_explain: ['You will see this company read only. Its administrators are told, and every view is logged.', 'Vous verrez cette entreprise en lecture seule. Ses administrateurs sont avisés et chaque consultation est journalisée.'], reason_hint: ['At least 20 characters', 'Au moins 20 caractères'], start: ['Start session', 'Commencer la session'],
    support_hint: ['Who from outside looked at this company, and why', 'Qui, de l’extérieur, a consulté cette entreprise, et pourquoi'], no_support: ['Nobody has looked', 'Personne n’a consulté'], started: ['Started', 'Début'], state: ['State', 'État'], slug: ['Short name', 'Nom court'], industry: ['Industry', 'Secteur'], currency: ['Currency', 'Devise'],
    plan: ['Plan', 'Forfait'], locations: ['Locations', 'Succursales'], users: ['Users', 'Utilisateurs'], created: ['Created', 'Créée le'], company_created: ['Company created', 'Entreprise créée'], step: ['Step %{at} of 4', 'Étape %{at} de 4'],
    wizard: { company: ['Company', 'Entreprise'], locations: ['Locations', 'Succursales'], admin: ['Administrator', 'Administrateur'], review: ['Review', 'Vérification'] },
    add_location: ['Add location', 'Ajouter une succursale'], password: ['Password', 'Mot de passe'], password_hint: ['At least 12 characters', 'Au moins 12 caractères'], confirm: ['Create company', 'Créer l’entreprise'], back: ['Back', 'Retour'], company_name: ['Company', 'Entreprise'], no_log: ['No access yet', 'Aucun accès'], version: ['Version', 'Version'], modules: ['Modules', 'Modules'],
  },
} satisfies Texts;
