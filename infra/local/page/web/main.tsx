import { createRoot } from 'react-dom/client';
import './theme.css';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element #root.');
createRoot(root).render(<main />);
