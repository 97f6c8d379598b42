import { useState } from 'react';
import type { Way } from '../api.ts';
import { WayPane } from './way/way-pane.tsx';

type Props = Readonly<{ toolName: string; ways: readonly Way[] }>;

/** Where the page does not speak the helpdesk's API: what happens can be watched, not said. */
export function WayOnlyView({ toolName, ways }: Props) {
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <div className="way-only">
      <p className="callout">
        Customers and tickets are not shown here: the page speaks Zendesk’s API and the helpdesk of this demo
        is a stand-in for {toolName} without a user interface. Type a customer’s message in the terminal where
        the demo runs; the way of every message appears below.
      </p>
      <WayPane ways={ways} chosen={chosen} onChoose={setChosen} about={null} scope="all" onScope={null} />
    </div>
  );
}
