import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Add from '@mui/icons-material/Add';
import DeleteOutline from '@mui/icons-material/DeleteOutlined';
import { useTranslate } from 'react-admin';
import { useMemo, type ClipboardEvent, type KeyboardEvent } from 'react';
import type { TariffRule } from '@shared/types';
import { Panel } from '../../ui/page';
import { cellText, codesOf, columnsOf, figureKind, freshKey, pastedCells, withFigure, withPasted } from './rules';
import { useFigureWords } from './useFigureWords';

interface Props {
  kind: string;
  rules: TariffRule[];
  /** Problems by rule key, as the server told them. */
  problems: Record<string, string>;
  editable: boolean;
  onChange: (rules: TariffRule[]) => void;
}

const CELL = { font: 'inherit', color: 'inherit', background: 'transparent', border: 0, padding: '5px 7px', width: '100%', minWidth: 76, boxSizing: 'border-box' } as const;

/** Moves to the cell below or above, as in a spreadsheet. */
function move(event: KeyboardEvent<HTMLElement>) {
  const step = event.key === 'Enter' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || event.currentTarget.tagName === 'SELECT') return;
  event.preventDefault();
  const cell = event.currentTarget.closest('td');
  const row = cell?.parentElement;
  const next = step > 0 ? row?.nextElementSibling : row?.previousElementSibling;
  next?.children[cell?.cellIndex ?? 0]?.querySelector<HTMLElement>('input,select')?.focus();
}

/** Rules of one kind as a spreadsheet: a row a rule, a column a figure. Cells can be pasted from a spreadsheet. */
export function RuleGrid({ kind, rules, problems, editable, onChange }: Props) {
  const translate = useTranslate();
  const words = useFigureWords();
  const columns = useMemo(() => columnsOf(kind, rules), [kind, rules]);
  const change = (row: number, next: TariffRule) => onChange(rules.map((rule, at) => (at === row ? next : rule)));
  const paste = (event: ClipboardEvent, row: number, column: number) => {
    const cells = pastedCells(event.clipboardData.getData('text/plain'));
    if (!cells || !editable) return;
    event.preventDefault();
    onChange(withPasted(rules, columns, { row, column }, cells));
  };
  const add = () => {
    const last = rules.at(-1);
    onChange([...rules, { ...(last ?? { kind }), kind, rule_key: freshKey(rules, last?.rule_key.replace(/-\d+$/, '') ?? kind.toLowerCase().replaceAll('_', '-')) }]);
  };
  return (
    <Panel title={words.kind(kind)} flush actions={editable ? <Button size="small" startIcon={<Add />} aria-label={`${translate('cnc.tariff.add_rule')}: ${words.kind(kind)}`} onClick={add}>{translate('cnc.tariff.add_rule')}</Button> : null}>
      <Box
        component="table"
        aria-label={words.kind(kind)}
        sx={{ borderCollapse: 'collapse', fontSize: '0.84rem', '& th, & td': { border: 1, borderColor: 'divider', p: 0, textAlign: 'left', verticalAlign: 'middle' }, '& thead th': { px: '7px', py: '5px', whiteSpace: 'nowrap', fontWeight: 600 }, '& :is(input, select):focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: -2 } }}
      >
        <thead><tr>
          <th scope="col">{translate('cnc.tariff.rule')}</th>
          {columns.map((path) => <th key={path} scope="col">{words.figure(path)}</th>)}
          {editable ? <th scope="col"><span className="visually-hidden">{translate('cnc.action.do')}</span></th> : null}
        </tr></thead>
        <tbody>
          {rules.map((rule, row) => (
            <Box component="tr" key={row} sx={problems[rule.rule_key] ? { bgcolor: 'var(--danger-soft, rgba(200, 40, 40, .12))' } : undefined} title={problems[rule.rule_key]}>
              <td>
                <input
                  key={rule.rule_key} defaultValue={rule.rule_key} readOnly={!editable} style={{ ...CELL, minWidth: 150, fontWeight: 600 }} aria-label={translate('cnc.tariff.rule')}
                  onKeyDown={move} onPaste={(event) => paste(event, row, 0)}
                  onBlur={(event) => event.target.value.trim() && event.target.value !== rule.rule_key && change(row, { ...rule, rule_key: event.target.value.trim() })}
                />
              </td>
              {columns.map((path, at) => (
                <td key={path}>
                  <Cell
                    text={cellText(rule, path)} codes={figureKind(path, kind) === 'yes' ? ['true', 'false'] : codesOf(kind, path)} label={`${rule.rule_key}: ${words.figure(path)}`} editable={editable}
                    onText={(text) => change(row, withFigure(rule, path, text))} onPaste={(event) => paste(event, row, at + 1)}
                  />
                </td>
              ))}
              {editable ? <td><IconButton size="small" aria-label={`${translate('cnc.action.remove')}: ${rule.rule_key}`} onClick={() => onChange(rules.filter((_rule, other) => other !== row))}><DeleteOutline fontSize="small" /></IconButton></td> : null}
            </Box>
          ))}
        </tbody>
      </Box>
    </Panel>
  );
}

function Cell({ text, codes, label, editable, onText, onPaste }: { text: string; codes?: string[]; label: string; editable: boolean; onText: (text: string) => void; onPaste: (event: ClipboardEvent) => void }) {
  const translate = useTranslate();
  const words = useFigureWords();
  if (codes) {
    const name = (code: string) => (code === 'true' ? translate('cnc.state.yes') : code === 'false' ? translate('cnc.state.no') : words.code(code));
    return (
      <select value={text} disabled={!editable} aria-label={label} style={CELL} onChange={(event) => onText(event.target.value)}>
        <option value="">—</option>
        {[...new Set([...codes, ...(text ? [text] : [])])].map((code) => <option key={code} value={code}>{name(code)}</option>)}
      </select>
    );
  }
  return <input key={text} defaultValue={text} readOnly={!editable} aria-label={label} style={CELL} onKeyDown={move} onPaste={onPaste} onBlur={(event) => event.target.value !== text && onText(event.target.value)} />;
}
