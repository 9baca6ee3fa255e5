/** Colours and type shared by the three apps; contrast of text on its ground is at least 4.5 in both modes. */
export const FONT_STACK =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif';

export const BRAND = {
  light: { primary: '#1d4ed8', primaryHover: '#1840b5', primarySoft: '#e8eefc', ground: '#f6f7f9', surface: '#ffffff', text: '#111827', muted: '#566072', line: '#e3e6eb' },
  dark: { primary: '#8fb0ff', primaryHover: '#b0c7ff', primarySoft: '#1c2945', ground: '#0f1318', surface: '#171c23', text: '#e9edf3', muted: '#a3adbb', line: '#2a313b' },
} as const;

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'violet';

/** Ground and ink of the soft status chips. */
export const TONES: Record<'light' | 'dark', Record<Tone, { ground: string; ink: string }>> = {
  light: {
    neutral: { ground: '#eceff3', ink: '#3b4453' },
    info: { ground: '#e3edfd', ink: '#1b47a8' },
    success: { ground: '#dff5e6', ink: '#14602f' },
    warning: { ground: '#fdf0d2', ink: '#7a4a00' },
    danger: { ground: '#fde4e3', ink: '#a01c1c' },
    violet: { ground: '#eee8fd', ink: '#5730b0' },
  },
  dark: {
    neutral: { ground: '#2a313b', ink: '#cfd6e0' },
    info: { ground: '#1b2f55', ink: '#a9c5ff' },
    success: { ground: '#12382a', ink: '#86e0ad' },
    warning: { ground: '#3f3010', ink: '#f6cf7a' },
    danger: { ground: '#47201f', ink: '#ffb0aa' },
    violet: { ground: '#33265a', ink: '#cdbcff' },
  },
};

const BY_STATUS: Record<string, Tone> = {
  ASKED: 'warning', SIGNED: 'success', OPENED: 'violet', SUBMITTED: 'warning', REVIEWED: 'success',
  NEW: 'info', CONTACTED: 'violet', QUALIFIED: 'violet', PROPOSAL_SENT: 'warning', NEGOTIATION: 'warning', WON: 'success',
  LOST: 'danger', UNQUALIFIED: 'neutral', ARCHIVED: 'neutral', LOW: 'neutral', MEDIUM: 'info', HIGH: 'warning', URGENT: 'danger',
  DRAFT: 'neutral', PENDING_APPROVAL: 'warning', SENT: 'info', VIEWED: 'violet', ACCEPTED: 'success', REJECTED: 'danger',
  EXPIRED: 'neutral', CONVERTED: 'success', PARTIAL_PAID: 'warning', PAID: 'success', OVERDUE: 'danger', CANCELLED: 'neutral',
  REFUNDED: 'neutral', MORNING_PREP: 'neutral', EN_ROUTE: 'info', ONSITE: 'violet', COMPLETED: 'success', AUDITED: 'success',
  PENDING: 'neutral', SCHEDULED: 'info', IN_PROGRESS: 'violet', APPROVED: 'success', SKIPPED: 'neutral', ACTIVE: 'success',
  INACTIVE: 'neutral', BLOCKED: 'danger', INVITED: 'info', SUSPENDED: 'warning', DISABLED: 'neutral', CLOSED: 'neutral',
  AVAILABLE: 'success', ASSIGNED: 'info', ON_LEAVE: 'warning', IN_USE: 'info', MAINTENANCE: 'warning', REPAIR: 'warning',
  RETIRED: 'neutral', SOLD: 'neutral', DONE: 'success', REFUSED: 'warning', FAILED: 'danger', INFO: 'neutral', WARNING: 'warning',
  CRITICAL: 'danger', UNDERSTAFFED: 'warning', LATE: 'danger', OFF_ROUTE: 'danger', MISSING_CONFIRMATION: 'warning', OVERRUN: 'warning',
  GREEN: 'success', AMBER: 'warning', RED: 'danger', WARN: 'warning', APPROVAL: 'violet', BLOCK: 'danger', CONFIRMED: 'success',
  DECLINED: 'danger', OPEN: 'info', WAITING: 'neutral', SNOOZED: 'violet', QUEUED: 'neutral', DELIVERED: 'success', READ: 'success', BOUNCED: 'danger', SUPPRESSED: 'warning', GIVEN: 'success', WITHDRAWN: 'danger', NONE: 'neutral', OK: 'success', UP: 'success', DOWN: 'danger', DEGRADED: 'warning',
};

export const toneOf = (status: string | null | undefined): Tone => BY_STATUS[status ?? ''] ?? 'neutral';
