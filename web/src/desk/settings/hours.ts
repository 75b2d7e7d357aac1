const DAY = 24 * 60;

/** Where `09:00-12:30` lies on a day, in percent of it. What runs past midnight is cut: the next day shows its own hours. */
export function stretch(hours: string): { start: number; length: number } | null {
  const match = /^\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*$/.exec(hours);
  if (match === null) return null;
  const [from, until] = [Number(match[1]) * 60 + Number(match[2]), Number(match[3]) * 60 + Number(match[4])];
  if (from >= DAY || until > DAY) return null;
  const end = until <= from ? DAY : until;
  return { start: (from / DAY) * 100, length: ((end - from) / DAY) * 100 };
}
