# The manifest has loaded the two assemblies in bin, with the objects that the cmdlets emit, into the default load context.
# The cmdlets and their dependencies are loaded into a separate context, so that they do not clash with the libraries of other modules.
$commands = Import-Module -Assembly ([PSAstroXmatch.ModuleLoadContext]::LoadCommands()) -PassThru

# When an assembly is imported a second time, its cmdlets are not added to the importing module (PowerShell#20710).
$addExportedCmdlet = [System.Management.Automation.PSModuleInfo].GetMethod(
    'AddExportedCmdlet', [System.Reflection.BindingFlags] 'Instance, NonPublic')
foreach ($cmdlet in $commands.ExportedCmdlets.Values) {
    [void] $addExportedCmdlet.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
}
