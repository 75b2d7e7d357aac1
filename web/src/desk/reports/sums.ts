import type { IconName } from '../../ui/Icon';

/** What is counted of each queue. */
export const SUMS = ['unassigned', 'assigned', 'at_risk', 'breached'] as const;
export type Sum = (typeof SUMS)[number];

export const SUM_ICONS: Record<Sum, IconName> = { unassigned: 'inbox', assigned: 'customer', at_risk: 'hourglass', breached: 'alert' };
