import type { ThemeOptions } from '@mui/material/styles';
import { BRAND } from '@shared/brand';

type Components = NonNullable<ThemeOptions['components']> & Record<string, unknown>;

export function componentStyles(mode: 'light' | 'dark'): Components {
  const brand = BRAND[mode];
  const line = `1px solid ${brand.line}`;
  const hover = mode === 'light' ? '#f3f5f8' : '#1e242d';
  return {
    MuiCssBaseline: {
      styleOverrides: {
        ':root': { '--menu-active': brand.primarySoft },
        body: { fontSize: '0.9rem', fontVariantNumeric: 'tabular-nums', WebkitFontSmoothing: 'antialiased' },
        ':focus-visible': { outline: `2px solid ${brand.primary}`, outlineOffset: 2 },
        '@media (prefers-reduced-motion: reduce)': { '*': { transition: 'none !important', animation: 'none !important' } },
        '.visually-hidden': { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' },
      },
    },
    MuiAppBar: {
      defaultProps: { elevation: 0, color: 'default' },
      styleOverrides: { root: { backgroundColor: brand.surface, backgroundImage: 'none', color: brand.text, borderBottom: line } },
    },
    MuiPaper: {
      defaultProps: { elevation: 0 },
      styleOverrides: { root: { backgroundImage: 'none' } },
      variants: [{ props: { elevation: 1 }, style: { boxShadow: 'none', border: line } }],
    },
    MuiCard: { styleOverrides: { root: { border: line, boxShadow: 'none', borderRadius: 10 } } },
    MuiDialog: { styleOverrides: { paper: { borderRadius: 12, border: line } } },
    MuiMenu: { styleOverrides: { paper: { border: line, boxShadow: '0 8px 28px rgb(0 0 0 / 0.14)' } } },
    MuiButton: {
      defaultProps: { disableElevation: true, size: 'small' },
      styleOverrides: { root: { borderRadius: 7, paddingInline: 12, minHeight: 32 } },
    },
    MuiToggleButton: { styleOverrides: { root: { textTransform: 'none', paddingBlock: 4 } } },
    MuiIconButton: { styleOverrides: { root: { borderRadius: 8 } } },
    MuiTextField: { defaultProps: { variant: 'outlined', size: 'small' } },
    MuiFormControl: { defaultProps: { variant: 'outlined', size: 'small' } },
    MuiOutlinedInput: { styleOverrides: { root: { backgroundColor: brand.surface } } },
    MuiTab: { styleOverrides: { root: { textTransform: 'none', fontWeight: 600, minHeight: 42, padding: '8px 14px' } } },
    MuiTabs: { styleOverrides: { root: { minHeight: 42 } } },
    MuiTableCell: {
      styleOverrides: {
        root: { borderBottomColor: brand.line, paddingBlock: 8, paddingInline: 12 },
        head: { color: brand.muted, fontWeight: 600, fontSize: '0.78rem', backgroundColor: brand.surface, whiteSpace: 'nowrap' },
      },
    },
    MuiTableRow: { styleOverrides: { root: { '&.MuiTableRow-hover:hover': { backgroundColor: hover } } } },
    MuiTableSortLabel: { styleOverrides: { root: { minHeight: 24 } } },
    MuiCheckbox: {
      defaultProps: {
        // A row's check box names itself on the element that assistive technology reads.
        slotProps: {
          input: (owner: Record<string, unknown>) => (owner['aria-label'] ? { 'aria-label': owner['aria-label'] } : {}),
          root: { 'aria-label': undefined, role: 'presentation' },
        },
      } as object,
    },
    MuiTooltip: { defaultProps: { arrow: true, enterDelay: 400 } },
    MuiAlert: { styleOverrides: { root: { borderRadius: 8 } } },
    MuiLink: { defaultProps: { underline: 'always' }, styleOverrides: { root: { textDecorationColor: 'color-mix(in srgb, currentColor 35%, transparent)', textUnderlineOffset: 3, '&:hover': { textDecorationColor: 'currentColor' } } } },
    MuiTablePagination: { styleOverrides: { root: { borderTop: line } } },
    RaLayout: {
      styleOverrides: {
        root: {
          minWidth: 0,
          '& .RaLayout-appFrame': { marginTop: 52 },
          '& .RaLayout-contentWithSidebar': { minWidth: 0 },
          '& .RaLayout-content': { backgroundColor: brand.ground, padding: '16px 24px 32px', minWidth: 0 },
          '@media (max-width: 599px)': { '& .RaLayout-content': { padding: '8px 12px 24px' } },
        },
      },
    },
    RaSidebar: {
      styleOverrides: {
        root: {
          borderRight: line,
          backgroundColor: brand.surface,
          '& .RaSidebar-fixed': { height: 'calc(100vh - 52px)', overflowX: 'hidden' },
          '& .MuiPaper-root': { backgroundColor: brand.surface },
        },
      },
    },
    RaFilterForm: { styleOverrides: { root: { '&&': { minHeight: 40, padding: 0 }, alignItems: 'center', gap: 8, '& .RaFilterForm-filterFormInput .MuiFormControl-root': { marginBlock: 0 }, '@media (max-width: 599px)': { width: '100%', '& .RaFilterForm-filterFormInput, & .MuiFormControl-root': { width: '100%' } }, '& .RaFilterForm-filterFormInput': { paddingTop: 0 } } } },
    RaListToolbar: { styleOverrides: { root: { alignItems: 'center', minHeight: 'auto', gap: 4, '@media (max-width: 899px)': { backgroundColor: 'transparent', gap: 0 }, '& .RaListToolbar-actions': { backgroundColor: 'transparent' } } } },
    RaSimpleList: { styleOverrides: { root: { '& .RaSimpleList-tertiary': { opacity: 1, float: 'right' } } } },
    RaNotFound: { styleOverrides: { root: { '& .RaNotFound-message': { opacity: 1, color: brand.text }, '& .RaNotFound-icon': { width: 72, height: 72 } } } },
    RaTopToolbar: { styleOverrides: { root: { '&&': { minHeight: 40, padding: 0, backgroundColor: 'transparent' }, gap: 4 } } },
    RaDataTable: { styleOverrides: { root: { '& .RaDataTable-rowCell': { paddingBlock: 7 } } } },
    RaList: { styleOverrides: { root: { paddingTop: 0, '& .RaList-main': { minWidth: 0 }, '& .RaList-content': { marginTop: 4 } } } },
    RaShow: { styleOverrides: { root: { '& .RaShow-main': { marginTop: 8 } } } },
    RaEdit: { styleOverrides: { root: { '& .RaEdit-main': { marginTop: 8 } } } },
    RaToolbar: { styleOverrides: { root: { backgroundColor: 'transparent', borderTop: line } } },
  };
}
