import Stack from '@mui/material/Stack';
import type { LikeReason } from '@shared/types';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';

/** Why two look alike, in words, the weightiest first. */
export function Reasons({ reasons }: { reasons: LikeReason[] }) {
  const label = useEnumLabel();
  return (
    <Stack direction="row" sx={{ gap: 0.5, flexWrap: 'wrap' }}>
      {[...reasons].sort((a, b) => b.points - a.points).map(({ reason, points }) => (
        <SoftChip key={reason} tone={points < 0 ? 'warning' : 'neutral'} small>{label('like_reason', reason)} {points > 0 ? `+${points}` : `−${-points}`}</SoftChip>
      ))}
    </Stack>
  );
}
