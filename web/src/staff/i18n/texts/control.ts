import type { Texts } from '../pairs';

export const controlTexts = {
  audit: {
    hint: ['Who did what, when, and what changed', 'Qui a fait quoi, quand, et ce qui a changé'], action: ['Action', 'Action'], outcome: ['Outcome', 'Résultat'], severity: ['Severity', 'Gravité'], entity: ['Record', 'Enregistrement'], since: ['Since', 'Depuis'], all: ['All', 'Tous'],
    at: ['When', 'Quand'], actor: ['Who', 'Qui'], operation: ['Operation', 'Opération'], address: ['Address', 'Adresse'], proof: ['Proof', 'Preuve'], proof_SEALED: ['Sealed', 'Scellé'], proof_UNSEALED: ['Not yet sealed', 'Pas encore scellé'], field: ['Field', 'Champ'], before: ['Before', 'Avant'], after: ['After', 'Après'],
    no_changes: ['Nothing was changed by this.', 'Rien n’a été modifié.'], whole_request: ['Whole request', 'Toute la requête'],
  },
  history: {
    title: ['History: %{name}', 'Historique : %{name}'], versions: ['Versions', 'Versions'], as_of: ['As of', 'En date du'], rollback: ['Roll back', 'Rétablir'], rollback_to: ['Roll back to version %{version}', 'Rétablir la version %{version}'], preview: ['This would change; nothing has been done yet.', 'Voici ce qui changerait; rien n’est encore fait.'],
    rolled_back: ['Rolled back', 'Version rétablie'],
  },
  chain: {
    hint: ['The audit trail is sealed in blocks that nobody can alter unnoticed', 'La piste d’audit est scellée en blocs que nul ne peut modifier sans trace'], state: ['State', 'État'], blocks: ['Blocks', 'Blocs'], unsealed: ['Entries not yet sealed', 'Entrées pas encore scellées'], last_block: ['Last block', 'Dernier bloc'],
    checkpoint: ['Last checkpoint', 'Dernier point de contrôle'], hash: ['Hash of the last block', 'Empreinte du dernier bloc'], public_key: ['Public key', 'Clé publique'], check: ['Check now', 'Vérifier maintenant'], export: ['Download export', 'Télécharger l’export'], sealing: ['Sealing', 'Scellement en cours'], sealed: ['All sealed', 'Tout est scellé'],
    checked: ['Result', 'Résultat'], unbroken: ['Links unbroken', 'Chaîne intacte'], broken: ['Links broken', 'Chaîne rompue'], counts: ['%{lines} lines, %{blocks} blocks', '%{lines} lignes, %{blocks} blocs'], bad_line: ['Line %{line} does not follow from the one before.', 'La ligne %{line} ne suit pas la précédente.'],
  },
  why: {
    title: ['Why denied?', 'Pourquoi ce refus?'], hint: ['Every test of a decision, and who could give the right', 'Chaque vérification d’une décision, et qui peut donner le droit'], permission: ['Permission', 'Permission'], record: ['Record id', 'Identifiant'], allowed: ['Allowed', 'Permis'], denied: ['Denied', 'Refusé'],
    who: ['Could be given by:', 'Peut être donné par :'], no_permission: ['The answer did not name the permission; look it up under Roles.', 'La réponse ne nomme pas la permission; consultez les rôles.'],
  },
  roles: {
    hint: ['Rights of each role with their reach', 'Droits de chaque rôle et leur portée'], built_in: ['Built in', 'Prédéfini'], hidden: ['hides %{group}', 'masque %{group}'], resource: ['Resource', 'Ressource'], people: ['People', 'Personnel'], steps: ['Journey steps', 'Étapes du trajet'], step: ['Step %{number}', 'Étape %{number}'],
  },
  user: { disable: ['Disable', 'Désactiver'], disabled: ['User disabled', 'Utilisateur désactivé'] },
} satisfies Texts;
