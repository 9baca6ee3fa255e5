/** The only markup the form library writes by itself: a space of no width that keeps an empty help line open. */
const EMPTY_HELP_LINE = '&#8203;';

interface PolicyFactory {
  createPolicy: (name: string, rules: { createHTML: (text: string) => string | null }) => unknown;
}

/** Lets that one text through the content policy; any other markup stays refused. */
export function allowEmptyHelpLine(): void {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  factory?.createPolicy('default', { createHTML: (text) => (text === EMPTY_HELP_LINE ? text : null) });
}
