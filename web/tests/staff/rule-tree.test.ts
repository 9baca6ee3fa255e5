import { describe, expect, it } from 'vitest';
import { i18nProvider } from '../../src/staff/i18n';
import { OPERATOR_NAMES } from '../../src/staff/screens/routing/RuleTree';
import { FIELDS, OPERATORS, conditionText, readTree, type Group } from '../../src/staff/screens/routing/tree';

const text = (condition: string): string | null => {
  const tree = readTree(condition);
  return tree ? conditionText(tree) : null;
};

describe('a routing condition as a tree', () => {
  it.each([
    "lead.score >= 70",
    "lead.language == 'fr' && (lead.origin.province == 'QC' || lead.score >= 70)",
    "lead.score >= 70 || (lead.days_to_move != null && lead.days_to_move <= 3)",
    "(lead.score >= 40 && !(lead.origin.province in ['BC', 'AB'])) || (now.hour >= 17 && lead.language == 'fr')",
    "!(lead.known_customer == true || 'VELOCITY' in lead.flags)",
    "lead.service_type == null && now.weekday in [6, 7]",
    "lead.company_name == 'O\\'Hara \\\\ Sons'",
    "!((lead.score < 40 && lead.phone_state != 'OK') || !(lead.email == null)) && lead.channel == 'FORM'",
  ])('reads and writes %s', (condition) => {
    expect(text(condition)).toBe(condition);
  });

  it('nests and, or and not as deep as one likes', () => {
    const inner = readTree("!(lead.score >= 70 && (lead.channel == 'FORM' || lead.channel == 'CALL'))");
    expect(inner).toEqual({ all: true, not: true, parts: [
      { field: 'lead.score', operator: '>=', value: '70' },
      { all: false, not: false, parts: [{ field: 'lead.channel', operator: '==', value: 'FORM' }, { field: 'lead.channel', operator: '==', value: 'CALL' }] },
    ] });
  });

  it('guards a number that may be absent, and hides the guard', () => {
    const tree = readTree('lead.days_to_move != null && lead.days_to_move <= 3');
    expect(tree?.parts).toEqual([{ field: 'lead.days_to_move', operator: '<=', value: '3' }]);
    expect(tree && conditionText(tree)).toBe('(lead.days_to_move != null && lead.days_to_move <= 3)');
  });

  it('leaves what says more than a tree as text', () => {
    for (const more of ["lead.flags.size() == 1", "lead.score + 5 > 70", "lead.colour == 'teal'", 'lead.score >=', '', "lead.score >= 70 lead.score", "(lead.score >= 70", "lead.source.startsWith('G')"]) expect(readTree(more)).toBeNull();
  });

  it('is not finished while a value is missing or not a number', () => {
    const of = (value: string): Group => ({ all: true, not: false, parts: [{ field: 'lead.score', operator: '>=', value }] });
    expect([conditionText(of('')), conditionText(of('many')), conditionText(of('7'))]).toEqual([null, null, 'lead.score >= 7']);
    expect(conditionText({ all: true, not: false, parts: [] })).toBeNull();
  });

  it('has words for every field and operator in both languages', async () => {
    const said = [...Object.keys(FIELDS).map((field) => `cnc.routing.field.${field.replaceAll('.', '_')}`), ...Object.values(OPERATORS).flat().map((each) => `cnc.routing.operator.${OPERATOR_NAMES[each]}`)];
    for (const language of ['en', 'fr']) {
      await i18nProvider.changeLocale(language);
      for (const key of said) expect(i18nProvider.translate(key, { _: '' }), `${language} ${key}`).not.toBe('');
    }
  });
});
