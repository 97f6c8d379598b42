import { createRoot } from 'react-dom/client';
import * as z from 'zod';
import './theme.css';
import './layout/layout.css';
import { pageConfig } from '../api.ts';
import { App } from './app.tsx';

// Its faster way compiles functions from text, which the page's content security policy forbids.
z.config({ jitless: true });

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element #root.');

const response = await fetch('/page/config');
const config = pageConfig.parse(await response.json());
createRoot(root).render(<App config={config} />);
