# What a session of tools/shell begins with: the staged module, which jobs and other runspaces find by its name.

& {
    $staged = [IO.Path]::GetFullPath("$PSScriptRoot/../../output")
    $env:PSModulePath = $staged + [IO.Path]::PathSeparator + $env:PSModulePath
    try {
        Import-Module ([WildcardPattern]::Escape("$staged/PSAstroXmatch/PSAstroXmatch.psd1")) -ErrorAction Stop
    }
    catch {
        # PowerShell itself goes on after an error here, without a word.
        [Console]::Error.WriteLine("The module could not be imported: $_")
        [Environment]::Exit(1)
    }
}

# PowerShell leaves it out of a session with a configuration file.
if ([Environment]::GetCommandLineArgs() -contains '-NoExit' -and -not [Console]::IsInputRedirected) { Import-Module PSReadLine }
