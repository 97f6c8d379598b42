import { Icon } from '../layout/icon.tsx';
import { kinds } from './kinds.ts';

/** What the signs of the timeline mean, for whoever asks. */
export function WayLegend() {
  return (
    <details className="way-legend">
      <summary>What is this?</summary>
      <p>
        The stations that the message passes in the AWS account, from the first at the top to the last. A bar
        shows when within the whole time a station was at work; prices are AWS’s list prices, “≈ $0” is what
        is too little to name.
      </p>
      <dl>
        {Object.entries(kinds).map(([kind, { icon, words, meaning }]) => (
          <div key={kind} className={`step-${kind}`}>
            <dt>
              <span className="step-icon">
                <Icon name={icon} />
              </span>{' '}
              {words}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
