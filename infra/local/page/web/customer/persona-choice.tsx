import { useId } from 'react';
import type { Persona } from '../../api.ts';
import { languageName } from '../format/words.ts';
import { Avatar } from '../layout/avatar.tsx';

type Props = Readonly<{
  personas: readonly Persona[];
  chosen: Persona;
  onChoose: (userId: string) => void;
}>;

const nameOf = ({ name, language }: Persona) => `${name} — ${languageName(language) ?? language}`;

export function PersonaChoice({ personas, chosen, onChoose }: Props) {
  const id = useId();
  return (
    <div className="persona">
      <Avatar name={chosen.name} of="customer" />
      <div className="field">
        <label htmlFor={id}>Who writes</label>
        <select id={id} value={chosen.userId} onChange={({ target }) => onChoose(target.value)}>
          {personas.map((persona) => (
            <option key={persona.userId} value={persona.userId}>
              {nameOf(persona)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
