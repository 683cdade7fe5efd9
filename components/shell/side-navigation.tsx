'use client'
import {
  AppWindow,
  BellRing,
  Building2,
  CloudUpload,
  FileClock,
  FlaskConical,
  Globe,
  KeyRound,
  LayoutDashboard,
  ListChecks,
  ListTree,
  LogIn,
  type LucideIcon,
  MapPin,
  ScrollText,
  ShieldCheck,
  SlidersHorizontal,
  Timer,
  User,
  UserCog,
  Users,
  Waypoints,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '#components/ui/cn.ts'
import { areas, type Entry, type IconName, isActive, overview } from './navigation.ts'

/** The menu of the portal, the current page marked. */
export const SideNavigation = ({ onNavigate }: { onNavigate?: () => void }) => {
  const pathname = usePathname()
  const link = (entry: Entry) => (
    <NavigationLink key={entry.href} entry={entry} isCurrent={isActive(entry.href, pathname)} onNavigate={onNavigate} />
  )
  return (
    <nav aria-label="Portal" className="flex flex-col gap-5">
      <ul>{link(overview)}</ul>
      {areas.map((area) => (
        <div key={area.label} className="flex flex-col gap-3">
          <p className="text-ink px-2 text-xs font-semibold">{area.label}</p>
          {area.sections.map((section) => (
            <div key={section.entries[0]?.href}>
              {section.label ? <p className="text-ink-faint px-2 pb-1 text-xs">{section.label}</p> : null}
              <ul className="flex flex-col gap-px">{section.entries.map(link)}</ul>
            </div>
          ))}
        </div>
      ))}
    </nav>
  )
}

const icons: Record<IconName, LucideIcon> = {
  locations: MapPin,
  settings: SlidersHorizontal,
  simulator: FlaskConical,
  applications: AppWindow,
  policy: ListChecks,
  activation: CloudUpload,
  forwarding: Waypoints,
  timeout: Timer,
  overview: LayoutDashboard,
  idp: ShieldCheck,
  sessions: LogIn,
  attributes: ListTree,
  users: User,
  groups: Users,
  departments: Building2,
  logs: FileClock,
  administrators: UserCog,
  audit: ScrollText,
  keys: KeyRound,
  alerts: BellRing,
  reachability: Globe,
}

const NavigationLink = ({
  entry,
  isCurrent,
  onNavigate,
}: {
  entry: Entry
  isCurrent: boolean
  onNavigate: (() => void) | undefined
}) => {
  const Icon = icons[entry.icon]
  return (
    <li>
      <Link
        href={entry.href}
        {...(isCurrent ? { 'aria-current': 'page' } : {})}
        {...(onNavigate ? { onClick: onNavigate } : {})}
        className={cn(
          'text-ink-muted hover:bg-hover hover:text-ink flex h-8 items-center gap-2.5 rounded-md px-2 text-sm font-medium transition-colors lg:h-7.5',
          isCurrent && 'bg-hover text-ink',
        )}
      >
        <Icon className={cn('text-ink-faint size-4 shrink-0', isCurrent && 'text-accent-text')} aria-hidden />
        {entry.label}
      </Link>
    </li>
  )
}
