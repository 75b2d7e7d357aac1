import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { dayName, number, percent } from '../../i18n/format';
import { t } from '../../i18n/reports';
import { Icon } from '../../ui/Icon';
import { share, type Step } from './attainment';
import type { Period } from './period';

const HEIGHT = 176;
const LEFT = 44;
const TOP = 10;
const FOOT = 24;
const PLOT = HEIGHT - TOP - FOOT;
/** Room that the name of a day needs. */
const LABEL = 64;
const BROADEST = 40;

function whenWords(step: Step): string {
  if (step.from === step.to) return dayName(step.from, true);
  return t('chart.span', { from: dayName(step.from), to: dayName(step.to) });
}

function stepWords(step: Step): string {
  const kept = share(step);
  const when = whenWords(step);
  if (kept === null) return t('chart.nothing', { when });
  return t('chart.step', { when, share: percent(kept), met: number(step.met), total: number(step.met + step.breached) });
}

/** Columns of what was met, with what was missed hatched on top of it; the same figures as a table below. */
export function Chart({ steps, period }: { steps: Step[]; period: Period }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [pointed, setPointed] = useState<Step | null>(null);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);
  const weekly = steps.some((step) => step.from !== step.to);
  const label = t(weekly ? 'chart.weeks' : 'chart.days', { from: dayName(period.from), to: dayName(period.to) });
  return (
    <figure class="chart">
      <div ref={box} class="chart-box">
        {width > 0 && <Plot steps={steps} width={width} label={label} onPoint={setPointed} />}
      </div>
      <figcaption class="chart-below">
        {pointed ? (
          stepWords(pointed)
        ) : (
          <>
            <span class="chart-key chart-key-met">{t('chart.met')}</span>
            <span class="chart-key chart-key-missed">{t('chart.missed')}</span>
          </>
        )}
      </figcaption>
      <StepTable steps={steps} label={label} />
    </figure>
  );
}

interface PlotProps {
  steps: Step[];
  width: number;
  label: string;
  onPoint: (step: Step | null) => void;
}

function Plot({ steps, width, label, onPoint }: PlotProps) {
  const hatch = useId();
  const slot = (width - LEFT) / steps.length;
  const broad = Math.max(2, Math.min(BROADEST, slot * 0.72));
  const each = Math.max(1, Math.ceil(LABEL / slot));
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={label} onPointerLeave={() => onPoint(null)}>
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="chart-hatch-ground" width="5" height="5" />
          <rect class="chart-hatch" width="2" height="5" />
        </pattern>
      </defs>
      {[0, 0.5, 1].map((line) => (
        <g key={line}>
          <line class="chart-line" x1={LEFT} x2={width} y1={TOP + PLOT * (1 - line)} y2={TOP + PLOT * (1 - line)} />
          <text class="chart-text" x={LEFT - 8} y={TOP + PLOT * (1 - line) + 4} text-anchor="end">
            {percent(line)}
          </text>
        </g>
      ))}
      {steps.map((step, index) => {
        const middle = LEFT + slot * (index + 0.5);
        return (
          <g key={step.from} class="chart-step" onPointerEnter={() => onPoint(step)}>
            <title>{stepWords(step)}</title>
            <rect class="chart-reach" x={middle - slot / 2} y={TOP} width={slot} height={PLOT} />
            <Column step={step} x={middle - broad / 2} width={broad} hatch={hatch} />
            {index % each === 0 && middle + LABEL / 2 < width + 8 && (
              <text class="chart-text" x={middle} y={HEIGHT - 6} text-anchor="middle">
                {dayName(step.from)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

interface ColumnProps {
  step: Step;
  x: number;
  width: number;
  hatch: string;
}

function Column({ step, x, width, hatch }: ColumnProps) {
  const kept = share(step);
  if (kept === null) return null;
  const met = PLOT * kept;
  return (
    <>
      <rect class="chart-met" x={x} y={TOP + PLOT - met} width={width} height={met} rx="1" />
      {kept < 1 && <rect class="chart-missed" x={x} y={TOP} width={width} height={PLOT - met} rx="1" fill={`url(#${hatch})`} />}
    </>
  );
}

/** For those who do not see the columns, and for those who want the figures. */
function StepTable({ steps, label }: { steps: Step[]; label: string }) {
  const counted = steps.filter((step) => share(step) !== null);
  return (
    <details class="chart-table">
      <summary>
        <Icon name="chevronRight" size={12} />
        {t('chart.table')}
      </summary>
      <table class="figures">
        <caption class="sr">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('chart.when')}</th>
            <th scope="col">{t('column.share')}</th>
            <th scope="col">{t('column.met')}</th>
            <th scope="col">{t('column.breached')}</th>
          </tr>
        </thead>
        <tbody>
          {counted.map((step) => (
            <tr key={step.from}>
              <th scope="row">{whenWords(step)}</th>
              <td>{percent(share(step) ?? 0)}</td>
              <td>{number(step.met)}</td>
              <td>{number(step.breached)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
