
# Looks until the command answers with one of the statuses.
function Wait-Status([string[]] $Status, [scriptblock] $Command) {
    for ($look = 0; $look -lt 240; $look++) {
        $answer = Get-Answer '-' $Command
        if ($Status -ccontains $answer) { return }
        if ($answer -match 'fail') { Stop-Script "it is $answer" }
        if ($answer) { Write-Host "  $answer" } else { Write-Host '  not there yet' }
        Start-Sleep -Seconds $PollSeconds
    }
    Stop-Script 'it did not get ready in time'
}
