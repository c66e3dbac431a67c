
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
# Windows PowerShell passes on as it stands what is written for aws, and so do later versions that are told to.
$PSNativeCommandArgumentPassing = 'Legacy'
$PSNativeCommandUseErrorActionPreference = $false
$PollSeconds = 15
if ($env:POLL_SECONDS) { $PollSeconds = [int] $env:POLL_SECONDS }

function Stop-Script([string] $Message, [int] $Status = 1) {
    [Console]::Error.WriteLine("error: $Message")
    exit $Status
}

# Runs the command, and ends the script if it fails.
function Invoke-Request([scriptblock] $Command) {
    $ErrorActionPreference = 'Continue'
    # Through a pipeline, since nobody is there to page.
    & $Command | ForEach-Object { $_ }
    if ($LASTEXITCODE -ne 0) {
        Stop-Script 'it stops here, and goes on from here when it is run again'
    }
}

# What the command answers; nothing if it fails with that error.
function Get-Answer([string] $Missing, [scriptblock] $Command) {
    $ErrorActionPreference = 'Continue'
    $said = @(& $Command 2>&1)
    $errors = @($said | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }) -join "`n"
    $answer = @($said | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] }) -join "`n"
    if ($LASTEXITCODE -ne 0) {
        if ($errors.Contains("($Missing)")) { return '' }
        Stop-Script $errors.Trim()
    }
    if ($answer -ceq 'None') { return '' }
    return $answer
}

if (-not (Get-Command aws -CommandType Application -ErrorAction SilentlyContinue)) {
    Stop-Script 'aws is not there: install the AWS CLI' 2
}
