# The manifest has loaded bin/PSAstroXmatch.dll, with the objects that the cmdlets emit, into the default load context.
# The cmdlets and everything that they need live in a load context of their own, so that no other module's libraries clash with ours.
$commands = Import-Module -Assembly ([PSAstroXmatch.ModuleLoadContext]::LoadCommands()) -PassThru

# An assembly that is imported a second time does not add its cmdlets to the importing module (PowerShell#20710).
$addExportedCmdlet = [System.Management.Automation.PSModuleInfo].GetMethod(
    'AddExportedCmdlet', [System.Reflection.BindingFlags] 'Instance, NonPublic')
foreach ($cmdlet in $commands.ExportedCmdlets.Values) {
    [void] $addExportedCmdlet.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
}
