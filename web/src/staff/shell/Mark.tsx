import Box from '@mui/material/Box';

/** The product's mark. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <Box component="svg" viewBox="0 0 32 32" aria-hidden sx={{ width: size, height: size, flex: 'none', color: 'primary.main' }}>
      <rect width="32" height="32" rx="8" fill="currentColor" />
      <path d="M14.5 11.2a5.2 5.2 0 1 0 0 9.6M25.5 11.2a5.2 5.2 0 1 0 0 9.6" transform="translate(-1 0)" fill="none" strokeWidth="2.8" strokeLinecap="round" stroke="var(--mark-ink, #fff)" />
    </Box>
  );
}
