import type { Entry, Team } from '../api/types';

/** The teams that a ticket of this team can be handed to, from the next tier up; below, the nearest first. */
export function otherTiers(team: Team, teams: readonly Team[]): { up: Team[]; down: Team[] } {
  return {
    up: teams.filter((one) => one.tier > team.tier).sort((a, b) => a.tier - b.tier),
    down: teams.filter((one) => one.tier < team.tier).sort((a, b) => b.tier - a.tier),
  };
}

/** The team that a hand-over most likely goes to: the one that the team escalates to, else back to where it came from. */
export function likelyTeam(team: Team, teams: readonly Team[], timeline: readonly Entry[]): string | null {
  const { up, down } = otherTiers(team, teams);
  if (team.escalates_to != null) return team.escalates_to;
  if (up.length > 0) return null;
  const last = timeline.findLast((entry) => entry.event.type === 'TierEscalated' && entry.event.to === team.id)?.event;
  const from = last?.type === 'TierEscalated' ? last.from : null;
  if (down.some((one) => one.id === from)) return from;
  return down.length === 1 ? down[0]!.id : null;
}
